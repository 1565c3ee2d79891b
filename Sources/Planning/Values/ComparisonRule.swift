package import RedTrack

/// How the values of a field are compared: what counts as the same although it is written in another way.
///
/// ``Canonical`` follows the rule that the field's type gives; ``ComparisonTable`` declares one for each field, with the
/// reason.
package enum ComparisonRule: String, Sendable, Hashable, CaseIterable {
    /// Byte by byte.
    case text
    /// Byte by byte: nothing in a URL with macros is known to mean nothing.
    case url
    /// By value.
    case number
    /// Set or not.
    case flag
    /// By the number behind the name.
    case choice
    /// Texts without order.
    case set
    /// Texts in order.
    case list
    /// By the object that is meant.
    case reference
    /// Member by member.
    case record
    /// A record that does nothing when it is filled with empty values.
    case filter
    /// Records without order.
    case elements
    /// Records in order.
    case orderedElements = "ordered elements"
    /// A field of the API that its document does not know.
    case raw

    /// The rule that a type gives: what ``Canonical`` does.
    package init(_ type: FieldType) {
        switch type {
        case .text: self = .text
        case .integer, .decimal: self = .number
        case .boolean: self = .flag
        case .choice: self = .choice
        case .texts(let ordered): self = ordered ? .list : .set
        case .reference: self = .reference
        case .record, .statistics: self = .record
        case .records(_, let ordered): self = ordered ? .orderedElements : .elements
        }
    }

    /// Whether a field of this type can be compared so.
    package func fits(_ type: FieldType) -> Bool {
        let general = ComparisonRule(type)
        return switch self {
        case .url: general == .text
        case .filter: general == .record
        default: general == self
        }
    }

    /// The rule in a sentence.
    package var sentence: String {
        switch self {
        case .text: "texts are compared byte by byte; an empty one is the same as none"
        case .url:
            "URLs are compared byte by byte, since macros, case and percent signs may mean something; an empty one is"
                + " the same as none"
        case .number: "numbers are compared by value, so that 3, 3.0 and 3e0 are one; 0 is the same as none"
        case .flag: "a flag that is false is the same as none"
        case .choice: "names stand for numbers, which are compared by value; 0 is the same as none"
        case .set: "a set of texts: neither order nor repetition counts; an empty one is the same as none"
        case .list: "a list of texts: order and repetition count; an empty one is the same as none"
        case .reference: "references are the same when they lead to the same object, whatever names it"
        case .record:
            "records are compared member by member; what the file leaves out stays as it is, and one filled with empty"
                + " values is the same as none"
        case .filter:
            "filters are compared member by member; one that is inactive, not excluding and without values is the same"
                + " as none"
        case .elements:
            "a set of records: their order does not count, and members that the API document does not know neither"
        case .orderedElements:
            "a list of records: their order counts, but members that the API document does not know do not"
        case .raw:
            "the API document does not know the field: JSON is compared by meaning, lists with their order; empty"
                + " values are the same as none"
        }
    }

    /// What the rule rests on.
    package var source: String {
        switch self {
        case .text: "API document: texts are opaque, and answers hold \"\" for what was not sent"
        case .url: "API document, \"Create an offer\": URLs carry macros and are echoed as sent"
        case .number:
            "API document: examples write the same number as 3 and 3.0, and answers hold 0 for what was not sent"
        case .flag: "API document, \"StreamFilter model\": an absent flag is answered as false"
        case .choice:
            "API document, \"Campaign model\": statuses and redirect types are numbers, 0 when not sent"
        case .set:
            "API document: tags, countries and the values of filters come in any order, null when there are none"
        case .list: "API document, \"Campaign model\": notes are an array of texts"
        case .reference: "API document, \"Models\": references are ids; an empty one is none"
        case .record: "API document: answers fill records that were sent in part"
        case .filter: "API document, \"Update a campaign\": seven filters are sent and ten come back, filled"
        case .elements: "API document: shares, postbacks and programs have no ids and no order"
        case .orderedElements:
            "API document, \"Stream model\": streams have neither id nor title; their place is kept"
        case .raw: "not in the API document"
        }
    }
}
