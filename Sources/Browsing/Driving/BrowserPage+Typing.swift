import Foundation
import Scenarios

/// What a field or button answered.
enum ControlAnswer: Hashable {
    case done, gone, disabled, differs, noSuchChoice
    case tooShort(max: Int)

    init(_ text: String) {
        switch text {
        case "": self = .done
        case "disabled": self = .disabled
        case "differs": self = .differs
        case "choice": self = .noSuchChoice
        default: self = text.hasPrefix("short:") ? .tooShort(max: Int(text.dropFirst(6)) ?? 0) : .gone
        }
    }
}

extension BrowserPage {
    struct Entry: Sendable {
        let element: Int
        let value: String
        let isChoice: Bool
    }

    /// Fills many fields by one script that fires the events of typing.
    func fill(_ entries: [Entry]) async throws -> [ControlAnswer] {
        let list = entries.map {
            Parameter.list([.whole($0.element), .text($0.isChoice ? "choose" : "set"), .text($0.value)])
        }
        let text = try await call("fill", [.list(list)])
        return try JSONDecoder().decode([String].self, from: Data((text ?? "[]").utf8)).map(ControlAnswer.init)
    }

    /// Types key by key, as a keyboard does.
    func type(_ value: String, into element: Int, isSecret: Bool) async throws -> ControlAnswer {
        let ready = ControlAnswer(try await call("focus", [.whole(element), .whole(value.utf16.count)]) ?? "gone")
        guard ready == .done else { return ready }
        if value.isEmpty { try await press(key: "Delete", code: 46, text: nil) }
        for character in value {
            let text = String(character)
            let code = character.asciiValue.map { Int(Character(text.uppercased()).asciiValue ?? $0) } ?? 0
            try await press(key: text, code: code, text: text)
        }
        // A secret never goes back into a page's script, even to be compared.
        let compared: Parameter = isSecret ? .text("") : .text(value)
        let arguments: [Parameter] = [.whole(element), compared, .whole(value.utf16.count), .flag(isSecret)]
        return ControlAnswer(try await call("leave", arguments) ?? "gone")
    }

    private func press(key: String, code: Int, text: String?) async throws {
        var down: [String: Parameter] = [
            "type": .text(text == nil ? "rawKeyDown" : "keyDown"), "key": .text(key),
            "windowsVirtualKeyCode": .whole(code),
        ]
        if let text { down["text"] = .text(text) }
        // The browser works them off in their order: only the last one of a key is waited for.
        connection.tell("Input.dispatchKeyEvent", down, session: session)
        let up: [String: Parameter] = ["type": "keyUp", "key": .text(key), "windowsVirtualKeyCode": .whole(code)]
        _ = try await connection.send("Input.dispatchKeyEvent", up, session: session, as: NoValue.self)
    }

    /// Waits until a field is no longer empty.
    func awaitFilled(_ element: Int, _ control: ControlName) async throws {
        let seconds = limits.secondsPerWait
        let answer = try await call("filled", [.whole(element), .whole(max(1, seconds - 1) * 1000)])
        if answer != "yes" { throw RunOutcome.hanging(condition: "「\(control)」が自動で入ること", seconds: seconds) }
    }

    func press(_ element: Int) async throws -> ControlAnswer {
        do {
            return ControlAnswer(try await call("press", [.whole(element)], isGesture: true) ?? "gone")
        } catch let error as DevToolsRefusal where error.isGone {
            // The page went on before it could answer.
            return .done
        }
    }

    /// The text people read on an element, or its value.
    func read(_ element: Int) async throws -> String? {
        try await call("read", [.whole(element)])
    }

    /// Gives a file to an upload field.
    func give(_ path: String, to element: Int) async throws {
        guard let world = state.values.world else { throw DevToolsRefusal(message: "Cannot find context") }
        let found = try await connection.send(
            "Runtime.callFunctionOn",
            [
                "functionDeclaration": "(index) => namiki.element(index)", "executionContextId": .whole(world),
                "arguments": [["value": .whole(element)]],
            ], session: session, as: DevTools.Called.self)
        guard let object = found.result.objectId else { throw RunOutcome.browserEnded }
        _ = try await connection.send(
            "DOM.setFileInputFiles", ["files": [.text(path)], "objectId": .text(object)], session: session,
            as: NoValue.self)
    }
}
