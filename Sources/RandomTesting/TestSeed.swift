import Foundation

/// Where the randomness of a test begins.
public enum TestSeed {
    /// Another one in each run, to be printed by what fails; the same again when NAMIKI_SEED holds the one that was printed.
    public static var fresh: UInt64 {
        ProcessInfo.processInfo.environment["NAMIKI_SEED"].flatMap(UInt64.init) ?? .random(in: 0 ... .max)
    }
}
