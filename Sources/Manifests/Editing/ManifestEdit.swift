package import Diagnostics
package import Feeds
package import RedTrack

/// One change of what a file says.
package struct ManifestEdit: Sendable {
    /// What is to change.
    package enum Change: Sendable {
        /// A field, or a value inside of a record, gets a value, typed as ``ManifestField/node`` says.
        case set(path: [String], Value)
        /// A field, or a value inside of a record, is no longer written.
        case remove(path: [String])
        /// The raw fields of the API under `extra:` become these.
        case setExtra([Member])
        /// The object is added to the file.
        case add(ManifestObject)
        /// The object is taken out of the file.
        case removeObject
    }

    /// The kind of the object.
    package var kind: Kind
    /// The key of the object, as ``ManifestObject/key``.
    package var key: String
    /// What is to change.
    package var change: Change

    /// Describes a change. Paths are names in files: `["payment", "amount"]`; lists are set as a whole.
    package init(_ kind: Kind, _ key: String, _ change: Change) {
        self.kind = kind
        self.key = key
        self.change = change
    }

    /// `offers/Red Bushido.payment.amount`.
    package var address: String {
        let object = "\(kind.plural)/\(key)"
        switch change {
        case .set(let path, _), .remove(let path): return ([object] + path).joined(separator: ".")
        case .setExtra: return object + ".extra"
        case .add, .removeObject: return object
        }
    }
}

/// What came of the edits of a file.
package struct ManifestEditing: Sendable {
    /// The file as it is to be written; the bytes that came in when nothing changed.
    package var bytes: [UInt8]
    /// Whether there is anything to write.
    package var isChanged: Bool
    /// What was not done, and why; each names the place in the file as it is.
    package var refusals: [Diagnostic]
    /// The addresses of the edits that were not done, as ``ManifestEdit/address``.
    package var refused: [String]
}
