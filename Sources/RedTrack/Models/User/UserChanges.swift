import Feeds

/// What a user can change about himself (API document, "Update personal info"). What is not set stays as it is.
public struct UserChanges: Sendable, Hashable {
    /// The new password.
    public var password: Password?
    /// The first name.
    public var firstName: String?
    /// The last name.
    public var lastName: String?
    /// How the user is reached on Skype.
    public var skype: String?

    /// No change at all.
    public init() {}

    /// The fields that are set; a password is sent twice, as the API wants it.
    var requestBody: Value {
        let fields = [
            ("password", password?.text), ("password_confirmation", password?.text), ("firstname", firstName),
            ("lastname", lastName), ("skype", skype),
        ]
        return .object(fields.compactMap { name, text in text.map { (name, .string($0)) } })
    }
}
