/// One field as the compiler sees it: values that no test tells apart are one class.
///
/// The last class is the one that the others deviate from: all values that nobody mentions, or the last known one of a
/// closed field. A field that can have several values at once has an axis for each list.
struct Axis {
    let field: RoutingField
    let form: FilterForm
    /// The values of each class. Where ``hasOthers`` is set, the class after these has all other values.
    let values: [[String]]
    let hasOthers: Bool

    /// How many classes there are.
    var count: Int { values.count + (hasOthers ? 1 : 0) }
    /// The last class.
    var last: Int { count - 1 }

    /// Whether boxes can hold any set of its classes; the other axes are restricted by what a filter can say.
    var isFree: Bool { form == .manyValues || form == .noFilter }

    /// The classes of a test's values.
    func classes(of test: FieldTest) -> [Int] {
        let wanted = Set(test.values)
        return values.indices.filter { wanted.contains(values[$0][0]) }
    }

    /// The axes that tests need, by field.
    static func all(
        of tests: [FieldTest], closed: [RoutingField: [String]], _ profile: FilterProfile
    ) -> [Axis] {
        var byField: [RoutingField: [FieldTest]] = [:]
        for test in tests { byField[test.field, default: []].append(test) }
        return byField.keys.sorted().flatMap { field in
            axes(of: field, byField[field] ?? [], closed[field], profile.form(of: field))
        }
    }

    private static func axes(
        of field: RoutingField, _ tests: [FieldTest], _ known: [String]?, _ form: FilterForm
    ) -> [Axis] {
        let mentioned = Set(tests.flatMap(\.values))
        if field.holdsSeveralValues {
            return mentioned.sorted().map {
                Axis(field: field, form: form, values: [[$0]], hasOthers: true)
            }
        }
        switch form {
        case .oneValue, .sub:
            // Each value needs a filter of its own, so that all known ones are told apart.
            let all = known.map(Set.init) ?? mentioned
            return [
                Axis(field: field, form: form, values: all.sorted().map { [$0] }, hasOthers: known == nil)
            ]
        case .manyValues, .noFilter, .lists:
            var signatures: [String: [Int]] = [:]
            for (index, test) in tests.enumerated() {
                for value in Set(test.values) { signatures[value, default: []].append(index) }
            }
            let groups = Dictionary(grouping: signatures.keys, by: { signatures[$0] ?? [] })
            let values = groups.values.map { $0.sorted() }.sorted { $0[0] < $1[0] }
            let hasOthers = known.map { !mentioned.isSuperset(of: $0) } ?? true
            return [Axis(field: field, form: form, values: values, hasOthers: hasOthers)]
        }
    }
}
