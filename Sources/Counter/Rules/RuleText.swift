import LifeEvents
import Yams

/// The text of a procedure's file, changed key by key.
struct RuleText {
    private var mapping: Node.Mapping

    init?(_ text: String) {
        guard let node = try? Yams.compose(yaml: text), let mapping = node.mapping else { return nil }
        self.mapping = mapping
    }

    /// As it comes with the program.
    static func embedded(_ procedure: String, event: String) -> String? {
        KnowledgeBase.embeddedText(of: procedure, event: event)
    }

    var text: String {
        (try? Yams.serialize(node: .mapping(mapping), width: -1, allowUnicode: true)) ?? ""
    }

    /// A value for a key, a path of keys below each other; without a value the key goes.
    mutating func set(_ keys: String..., to value: String?) {
        set(keys[...], to: value.map { Node($0, .implicit) }, in: &mapping)
    }

    mutating func set(_ key: String, to values: [String]) {
        set([key], to: values.isEmpty ? nil : Node(values.map { Node($0, .implicit) }), in: &mapping)
    }

    mutating func setDocuments(_ documents: [Procedure.Document]) {
        // For whom a thing is needed is not in the form: it stays with the thing.
        let conditions: [(String, Node)] = (mapping["documents"]?.sequence.map(Array.init) ?? []).compactMap { item in
            guard let name = item.mapping?["name"]?.string, let when = item.mapping?["when"] else { return nil }
            return (name, when)
        }
        let nodes = documents.map { document -> Node in
            let when = conditions.first { $0.0 == document.name }?.1
            guard document.isOriginal || document.isOptional || when != nil else {
                return Node(document.name, .implicit)
            }
            var pairs: [(Node, Node)] = [(Node("name"), Node(document.name, .implicit))]
            if document.isOriginal { pairs.append((Node("original"), Node("true", .implicit))) }
            if document.isOptional { pairs.append((Node("optional"), Node("true", .implicit))) }
            if let when { pairs.append((Node("when"), when)) }
            return Node(pairs)
        }
        set(["documents"], to: nodes.isEmpty ? nil : Node(nodes), in: &mapping)
    }

    /// The one deadline of a procedure that has one.
    mutating func setDeadline(period: String, anchor: String, counting: String, rolling: String) {
        guard var rule = mapping["deadline"]?.sequence?.first?.mapping else { return }
        set(["period"], to: Node(period, .implicit), in: &rule)
        set(["anchor"], to: Node(anchor, .implicit), in: &rule)
        set(["count"], to: counting == "next_day" ? nil : Node(counting, .implicit), in: &rule)
        set(["roll"], to: rolling == "filing" ? nil : Node(rolling, .implicit), in: &rule)
        set(["deadline"], to: Node([.mapping(rule)]), in: &mapping)
    }

    /// What an example expects, by its place.
    mutating func setExample(_ place: Int, state: String, legal: String?) {
        guard var examples = mapping["examples"]?.sequence.map(Array.init), examples.indices.contains(place),
            var example = examples[place].mapping
        else { return }
        set(["state"], to: Node(state, .implicit), in: &example)
        set(["legal"], to: legal.map { Node($0, .implicit) }, in: &example)
        examples[place] = .mapping(example)
        set(["examples"], to: Node(examples), in: &mapping)
    }

    private func set(_ keys: ArraySlice<String>, to value: Node?, in mapping: inout Node.Mapping) {
        guard let key = keys.first else { return }
        if keys.count == 1 {
            mapping[Node(key)] = value
        } else {
            var inner = mapping[Node(key)]?.mapping ?? Node.Mapping([])
            set(keys.dropFirst(), to: value, in: &inner)
            mapping[Node(key)] = .mapping(inner)
        }
    }
}
