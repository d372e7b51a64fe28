import Subprocess

/// Another program of this machine: bounded in time, in what it answers and, where asked for, in memory; nothing of the server's own
/// environment reaches it but what is named.
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
    /// Sets limits on itself and becomes the program it is given; part of util-linux.
    private static let limiter = "prlimit"
    /// What it answers where there is no such program, as shells do.
    private static let limiterFoundNothing: Int32 = 127

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
    ///
    /// - Parameter memoryBytesMax: of its address space. A program that wants more gets none: it says so or is ended by a signal.
    public func run(
        _ arguments: [String], input: [UInt8] = [], secondsMax: Int, bytesMax: Int, memoryBytesMax: Int? = nil
    ) async throws(Failure) -> Outcome {
        guard let memoryBytesMax else {
            return try await run(name, arguments, input: input, secondsMax: secondsMax, bytesMax: bytesMax)
        }
        let outcome: Outcome
        do throws(Failure) {
            outcome = try await run(
                Self.limiter, ["--as=\(memoryBytesMax)", "--core=0", "--", name] + arguments, input: input,
                secondsMax: secondsMax, bytesMax: bytesMax)
        } catch .notInstalled {
            throw .notStarted(reason: Self.limiter)
        }
        let isMissing = outcome.status == Self.limiterFoundNothing && outcome.message.hasPrefix(Self.limiter)
        guard !isMissing else { throw .notInstalled }
        return outcome
    }

    private func run(
        _ name: String, _ arguments: [String], input: [UInt8], secondsMax: Int, bytesMax: Int
    ) async throws(Failure) -> Outcome {
        do {
            return try await withThrowingTaskGroup(of: Outcome.self) { group in
                group.addTask { try await start(name, arguments, input: input, bytesMax: bytesMax) }
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

    private func start(_ name: String, _ arguments: [String], input: [UInt8], bytesMax: Int) async throws -> Outcome {
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
