internal import JMESPath

/// Functions that change links; every byte that they are not asked to change stays. Of no link they make no link.
enum LinkFunctions {
    private static let scalar = ParameterType.kinds([.string, .number, .null])

    static let functions: [Function] = [
        Function(
            "set_param", [.required("link", scalar), .required("name", .string), .required("value", scalar)],
            prepare: prepare, body: setParameter),
        Function(
            "append_param",
            [.required("link", scalar), .required("name", .string), .required("value", scalar)],
            prepare: prepare, body: appendParameter),
        Function(
            "remove_param", [.required("link", scalar), .required("name", .string)], prepare: prepare,
            body: removeParameter),
        Function(
            "get_param", [.required("link", scalar), .required("name", .string)], prepare: prepare,
            body: getParameter),
        Function(
            "macro",
            [.required("link", scalar), .required("placeholder", .string), .required("value", .string)],
            prepare: prepareMacro, body: macro),
        Function("urlencode", [.required("text", scalar)], body: encode),
        Function("urldecode", [.required("text", scalar)], body: decode),
        Function("url_host", [.required("link", scalar)], body: host),
    ]

    /// The parameter and the value of a call, as far as they are literals.
    private struct Prepared: Sendable {
        let parameter: LinkParameter
        let value: LinkValue?
    }

    private static func prepare(_ call: PreparedCall) throws(ExpressionError) -> (any Sendable)? {
        guard let name = call.string(1) else { return nil }
        do throws(ValueError) {
            return Prepared(parameter: try LinkParameter(name), value: call.string(2).map { LinkValue($0) })
        } catch {
            throw call.fault(error)
        }
    }

    private static func parameter(_ call: borrowing Evaluation) throws(ValueError) -> LinkParameter {
        if let prepared = call.prepared(Prepared.self) { return prepared.parameter }
        return try LinkParameter(call.string(1))
    }

    private static func value(_ call: borrowing Evaluation) -> LinkValue {
        call.prepared(Prepared.self)?.value ?? call.withBytes(2) { LinkValue($0) }
    }

    private static func setParameter(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        if call.isBlank(0) { return .null }
        do throws(ValueError) {
            let parameter = try parameter(call)
            let value = value(call)
            return .string(
                try call.withBytes(0) { link throws(ValueError) in try parameter.set(value, in: link) })
        } catch {
            throw call.fault(error)
        }
    }

    private static func appendParameter(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        if call.isBlank(0) { return .null }
        do throws(ValueError) {
            let parameter = try parameter(call)
            let value = value(call)
            return .string(
                try call.withBytes(0) { link throws(ValueError) in try parameter.append(value, to: link) })
        } catch {
            throw call.fault(error)
        }
    }

    private static func removeParameter(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        if call.isBlank(0) { return .null }
        do throws(ValueError) {
            let parameter = try parameter(call)
            return .string(call.withBytes(0) { parameter.remove(from: $0) })
        } catch {
            throw call.fault(error)
        }
    }

    private static func getParameter(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        if call.isBlank(0) { return .null }
        do throws(ValueError) {
            let parameter = try parameter(call)
            let value = try call.withBytes(0) { link throws(ValueError) in try parameter.value(in: link) }
            return value.map { .string($0) } ?? .null
        } catch {
            throw call.fault(error)
        }
    }

    private static func prepareMacro(_ call: PreparedCall) throws(ExpressionError) -> (any Sendable)? {
        guard let text = call.string(1) else { return nil }
        do throws(ValueError) {
            return try LinkPlaceholder(text)
        } catch {
            throw call.fault(error)
        }
    }

    private static func macro(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        if call.isBlank(0) { return .null }
        do throws(ValueError) {
            let prepared = call.prepared(LinkPlaceholder.self)
            let placeholder = if let prepared { prepared } else { try LinkPlaceholder(call.string(1)) }
            let value = call.string(2)
            return .string(call.withBytes(0) { placeholder.replaced(by: value, in: $0).link })
        } catch {
            throw call.fault(error)
        }
    }

    private static func encode(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        if call[0].isNull(in: call.record) { return .null }
        return .string(call.withBytes(0) { String(decoding: PercentText.encode($0), as: UTF8.self) })
    }

    private static func decode(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        if call[0].isNull(in: call.record) { return .null }
        do throws(ValueError) {
            return .string(try call.withBytes(0) { text throws(ValueError) in try PercentText.decode(text) })
        } catch {
            throw call.fault(error)
        }
    }

    private static func host(_ call: inout Evaluation) throws(ExpressionError) -> Operand {
        if call.isBlank(0) { return .null }
        return call.withBytes(0) { LinkHost.host(of: $0) }.map { .string($0) } ?? .null
    }
}
