import Foundation

/// What whoever runs the tests asks for.
enum ProcessFacts {
    /// Files of the fuzzing: a few, or a million when a soak is asked for.
    static let fuzzFiles = ProcessInfo.processInfo.environment["NAMIKI_SOAK"] == nil ? 400 : 1_000_000
}
