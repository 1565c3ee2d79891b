import Feeds

// How the chances of streams, offers and landings stand in a saved plan.

extension ShareChange {
    var saved: Value {
        .saved([("before", before?.saved), ("after", after?.saved)])
    }

    init(saved reader: SavedReader) throws(SavedFault) {
        self.init(
            before: try reader["before"].map(WeightShare.init(saved:)),
            after: try reader["after"].map(WeightShare.init(saved:)))
    }
}

extension WeightShare {
    var saved: Value {
        .saved([("weight", .number("\(weight)")), ("of", .number("\(total)"))])
    }

    init(saved reader: SavedReader) throws(SavedFault) {
        self.init(weight: try reader.member("weight").integer(), total: try reader.member("of").integer())
    }
}
