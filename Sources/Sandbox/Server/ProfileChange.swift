import Feeds

/// The body of `PUT /me`: what it names is changed, all else stays.
struct ProfileChange: Sendable {
    private var fields: [String: String] = [:]

    /// - Throws: ``Refusal`` with 400 that names every field of the wrong shape, and a password that was not
    ///   confirmed.
    init(_ sent: Value) throws {
        guard case .map = sent else {
            throw Refusal(400, ["Request body is invalid: it should be a JSON object"])
        }
        var problems: [String] = []
        for name in ["password", "password_confirmation", "firstname", "lastname", "skype"] {
            let value = sent.value(name)
            if value == .null { continue }
            if let text = value.string {
                fields[name] = text
            } else {
                problems.append("Request body is invalid: \(name) should be a string")
            }
        }
        // An empty password is no password: it stays as it is.
        if fields["password"] == "" { fields["password"] = nil }
        if problems.isEmpty, let password = fields["password"], fields["password_confirmation"] != password {
            problems.append("Password confirmation doesn't match Password")
        }
        guard problems.isEmpty else { throw Refusal(400, problems) }
    }

    func apply(to user: inout User) {
        user.password = fields["password"] ?? user.password
        user.firstName = fields["firstname"] ?? user.firstName
        user.lastName = fields["lastname"] ?? user.lastName
        user.skype = fields["skype"] ?? user.skype
    }
}
