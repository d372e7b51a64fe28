import Foundation

/// How many files and connections this process may hold open.
enum OpenFiles {
    /// The number that it is given at the start is often small (1,024) and may be raised up to another, which is large.
    ///
    /// - Returns: the number from now on.
    static func raised() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1_024 }
        if limit.rlim_cur < limit.rlim_max {
            var most = limit
            most.rlim_cur = limit.rlim_max
            if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &most) == 0 { limit = most }
        }
        return Int(clamping: limit.rlim_cur)
    }
}
