/// How long a client may take, and the site for its answer, and how many connections a client may hold. Every time is a whole, not a time of idleness: a byte now
/// and then does not prolong it.
struct ServingLimits: Hashable, Sendable {
    /// From connecting, or from the answer before, until the whole header of a request is there.
    var head = Duration.seconds(60)
    /// For the body of a request, beside a second for each ``bytesPerSecondMin`` of it that came.
    var body = Duration.seconds(30)
    /// For taking an answer, beside a second for each ``bytesPerSecondMin`` of it.
    var answer = Duration.seconds(60)
    /// Half of what a telephone has whose provider throttled it (128 kbit/s).
    var bytesPerSecondMin = 8 * 1024
    /// For reading on, unheeded, after an answer that closes the connection: closed at once, the answer could be lost on its way
    /// (RFC 9112, 9.6).
    var linger = Duration.seconds(30)
    /// For making an answer, once the whole request is there. Printing is not counted, and has a limit of its own.
    var handler = Duration.seconds(60)
    /// The same, where files came with the request and are read.
    var handlerOfFiles = Duration.seconds(300)
    /// At the same time. One more is taken in place of the one that has waited longest without a whole request.
    var connectionsMax = 1_000
    /// From one address, or one network of IPv6, at the same time; a trusted proxy speaks for many and counts its own.
    var connectionsPerAddressMax = 100

    /// With as many connections as this process may hold beside its files.
    func fitting(openFilesMax: Int) -> ServingLimits {
        var limits = self
        limits.connectionsMax = min(connectionsMax, max(1, openFilesMax / 2))
        return limits
    }
}
