import Subprocess

/// Another program of this machine: bounded in time and in what it answers, and nothing of the server's own environment reaches it but
/// what is named.
public struct ExternalProgram: Sendable {
    public enum Failure: Error, Hashable, Sendable {
        case notInstalled
        /// It never ran.
        case notStarted(reason: String)
        case tookTooLong(secondsMax: Int)
        case answerTooLarge(bytesMax: Int)
        case failed(reason: String)
    }

    public struct Outcome: Sendable {
        /// -1 where it was ended by a signal.
        public let status: Int32
        public let bytes: [UInt8]
        /// What it said on the error output.
        public let message: String

        /// The last line of what it said.
        public var lastWords: String? {
            message.split(whereSeparator: \.isNewline).last.map { String($0.unicodeScalars.prefix(200)) }
        }
    }

    private static let messageBytesMax = 256 << 10

    private let name: String
    private let environment: [String: String]

    /// - Parameters:
    ///   - name: looked for on the usual paths, or a path.
    ///   - environment: beside the paths, the language and a home that does not exist.
    public init(_ name: String, environment: [String: String] = [:]) {
        self.name = name
        self.environment = environment
    }

    /// Runs it to its end, or ends it when the time is over or who waits has gone.
    public func run(
        _ arguments: [String], input: [UInt8] = [], secondsMax: Int, bytesMax: Int
    ) async throws(Failure) -> Outcome {
        do {
            return try await withThrowingTaskGroup(of: Outcome.self) { group in
                group.addTask { try await start(arguments, input: input, bytesMax: bytesMax) }
                group.addTask {
                    try await Task.sleep(for: .seconds(secondsMax))
                    throw Failure.tookTooLong(secondsMax: secondsMax)
                }
                defer { group.cancelAll() }
                guard let outcome = try await group.next() else { throw CancellationError() }
                return outcome
            }
        } catch let error as Failure {
            throw error
        } catch let error as SubprocessError {
            switch error.code {
            case .executableNotFound: throw .notInstalled
            case .spawnFailed: throw .notStarted(reason: "\(name): \(error)")
            case .outputLimitExceeded: throw .answerTooLarge(bytesMax: bytesMax)
            default: throw .failed(reason: "\(name): \(error)")
            }
        } catch {
            throw .failed(reason: "\(name): \(error)")
        }
    }

    private func start(_ arguments: [String], input: [UInt8], bytesMax: Int) async throws -> Outcome {
        var variables: [Environment.Key: String] = [
            "PATH": "/usr/bin:/bin:/usr/local/bin", "LANG": "C.UTF-8", "HOME": "/nonexistent",
        ]
        for (name, value) in environment {
            if let key = Environment.Key(rawValue: name) { variables[key] = value }
        }
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))]
        let result = try await Subprocess.run(
            name.contains("/") ? .path(.init(name)) : .name(name), arguments: Arguments(arguments),
            environment: .custom(variables), platformOptions: options,
            input: .array(input), output: .bytes(limit: bytesMax), error: .string(limit: Self.messageBytesMax))
        let status: Int32 =
            if case .exited(let code) = result.terminationStatus { Int32(code) } else { -1 }
        return Outcome(status: status, bytes: result.standardOutput, message: result.standardError)
    }
}
