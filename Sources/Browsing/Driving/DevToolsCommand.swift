import Foundation

/// A parameter of a command. Only what commands need: no numbers with a fraction but times.
enum Parameter: Encodable, Sendable, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByIntegerLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    case text(String)
    case flag(Bool)
    case whole(Int)
    case list([Parameter])
    case map([String: Parameter])

    init(stringLiteral value: String) { self = .text(value) }
    init(booleanLiteral value: Bool) { self = .flag(value) }
    init(integerLiteral value: Int) { self = .whole(value) }
    init(arrayLiteral elements: Parameter...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, Parameter)...) {
        self = .map(Dictionary(elements, uniquingKeysWith: { $1 }))
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .flag(let flag): try container.encode(flag)
        case .whole(let number): try container.encode(number)
        case .list(let list): try container.encode(list)
        case .map(let map): try container.encode(map)
        }
    }
}

/// What the browser is told.
struct DevToolsCommand: Encodable {
    let id: Int
    let method: String
    let params: [String: Parameter]
    let sessionId: String?
}

struct NoValue: Decodable {}

/// Answers and events, each with the members that are used.
enum DevTools {
    struct Version: Decodable { let product: String }
    struct Attached: Decodable { let sessionId: String }
    struct Navigated: Decodable { let errorText: String? }
    struct Screenshot: Decodable { let data: Data }

    struct Targets: Decodable { let targetInfos: [Target] }
    struct Target: Decodable {
        let targetId: String
        let type: String
        let url: String
        let openerId: String?
    }
    struct TargetCreated: Decodable { let targetInfo: Target }

    struct Called: Decodable {
        struct Object: Decodable {
            let value: String?
            let objectId: String?
        }
        struct Exception: Decodable { let text: String }
        let result: Object
        let exceptionDetails: Exception?
    }

    struct ContextCreated: Decodable {
        struct Context: Decodable {
            struct Frame: Decodable { let frameId: String? }
            let id: Int
            let name: String
            let auxData: Frame?
        }
        let context: Context
    }
    struct ContextDestroyed: Decodable { let executionContextId: Int }

    struct FrameNavigated: Decodable {
        struct Frame: Decodable {
            let id: String
            let parentId: String?
            let unreachableUrl: String?
        }
        let frame: Frame
    }
    struct Dialog: Decodable {
        let type: String
        let message: String
    }
    struct LoadingFailed: Decodable {
        let type: String
        let errorText: String
        let blockedReason: String?
    }
    struct Response: Decodable {
        struct Answer: Decodable { let status: Int }
        let type: String
        let frameId: String?
        let response: Answer
    }
    struct SocketCreated: Decodable { let url: String }
    struct Paused: Decodable {
        struct Request: Decodable {
            let url: String
            let method: String
        }
        let requestId: String
        let request: Request
    }
    struct DownloadBegun: Decodable {
        let guid: String
        let suggestedFilename: String
    }
    struct DownloadProgress: Decodable {
        let guid: String
        let totalBytes: Double
        let receivedBytes: Double
        let state: String
    }
}
