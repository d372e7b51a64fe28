/// What a locator of Selenium says of an element itself; places in a page (most XPath and CSS) say nothing that lasts.
enum SideLocator {
    static func candidate(_ locator: String) -> Candidate? {
        if let id = rest(locator, "id=") { return Candidate(.id, id) }
        if let name = rest(locator, "name=") { return Candidate(.name, name) }
        if let text = rest(locator, "linkText=") ?? rest(locator, "link=") { return Candidate(.text, text) }
        if let css = rest(locator, "css=") { return self.css(css) }
        guard let step = step(locator) else { return nil }
        if let id = quoted(step, after: "@id=") { return Candidate(.id, id) }
        if let name = quoted(step, after: "@name=") { return Candidate(.name, name) }
        for opening in ["text()=", ".=", "contains(.,", "contains(text(),"] {
            if let text = quoted(step, after: opening) { return Candidate(.text, text) }
        }
        return nil
    }

    /// The kind of element: `input` of `xpath=//form[@id='f']/input[2]`.
    static func tag(_ locator: String) -> String? {
        if locator.hasPrefix("css="), let last = last(of: locator.dropFirst(4)) {
            let tag = last.prefix { $0.isLetter || $0.isNumber }
            return tag.isEmpty ? nil : String(tag)
        }
        guard let step = step(locator) else { return nil }
        let tag = step.prefix { $0 != "[" }
        return tag.isEmpty || tag == "*" ? nil : String(tag)
    }

    /// Made anew each time a page is opened, as its many figures tell.
    static func isFleeting(_ id: String) -> Bool {
        id.split(whereSeparator: { !$0.isNumber }).contains { $0.count >= fleetingFigures }
    }

    private static let fleetingFigures = 6

    private static func rest(_ locator: String, _ prefix: String) -> String? {
        locator.hasPrefix(prefix) && locator.count > prefix.count ? String(locator.dropFirst(prefix.count)) : nil
    }

    private static func css(_ css: String) -> Candidate? {
        guard let last = last(of: css[...]) else { return nil }
        if let hash = last.firstIndex(of: "#") {
            let id = last[last.index(after: hash)...]
            guard id.allSatisfy({ $0.isLetter || $0.isNumber || "-_".contains($0) }), !id.isEmpty else { return nil }
            return Candidate(.id, String(id))
        }
        if let value = quoted(last, after: "[data-testid=") { return Candidate(.testID, value) }
        if let value = quoted(last, after: "[name=") { return Candidate(.name, value) }
        if let value = quoted(last, after: ":contains(") { return Candidate(.text, value) }
        return nil
    }

    /// The part of a selector that is about the element itself.
    private static func last(of css: Substring) -> Substring? {
        var depth = 0
        var mark: Character?
        var start = css.startIndex
        for index in css.indices {
            let character = css[index]
            if let open = mark {
                if character == open { mark = nil }
            } else if character == "\"" || character == "'" {
                mark = character
            } else if "[(".contains(character) {
                depth += 1
            } else if "])".contains(character) {
                depth -= 1
            } else if depth == 0, " >+~".contains(character) {
                start = css.index(after: index)
            }
        }
        return start < css.endIndex ? css[start...] : nil
    }

    /// The last step of an XPath: `input[@name='a']` of `(//form[@id='f']/input[@name='a'])[1]`.
    private static func step(_ locator: String) -> Substring? {
        guard let text = rest(locator, "xpath=") ?? (locator.hasPrefix("//") ? locator : nil) else { return nil }
        var path = text[...]
        if path.hasPrefix("("), let close = path.lastIndex(of: ")") { path = path[..<close].dropFirst() }
        var depth = 0
        var mark: Character?
        var start = path.startIndex
        for index in path.indices {
            let character = path[index]
            if let open = mark {
                if character == open { mark = nil }
            } else if character == "'" || character == "\"" {
                mark = character
            } else if character == "[" {
                depth += 1
            } else if character == "]" {
                depth -= 1
            } else if character == "/", depth == 0 {
                start = path.index(after: index)
            }
        }
        return start < path.endIndex ? path[start...] : nil
    }

    private static func quoted(_ text: Substring, after opening: String) -> String? {
        guard let start = text.firstRange(of: opening) else { return nil }
        let rest = text[start.upperBound...].drop { $0 == " " }
        guard let mark = rest.first, mark == "'" || mark == "\"" else { return nil }
        guard let end = rest.dropFirst().firstIndex(of: mark) else { return nil }
        let value = String(rest[rest.index(after: rest.startIndex)..<end])
        return value.isEmpty ? nil : value
    }
}
