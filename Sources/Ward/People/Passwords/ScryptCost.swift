/// How dear one guess of a password is made (RFC 7914): memory and time grow with the cost.
public struct ScryptCost: Hashable, Sendable {
    /// N = 2^`rounds log`: the number of memory blocks.
    public let roundsLog: Int
    /// r: the size of a block in units of 128 bytes.
    public let blockSize: Int
    /// p
    public let parallelism: Int

    package init(roundsLog: Int, blockSize: Int, parallelism: Int) {
        self.roundsLog = roundsLog
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    /// N = 2^15, r = 8, p = 1: 32 MiB for each derivation. To be raised with the years; stored hashes keep theirs and
    /// are renewed when their person next signs in.
    public static let standard = ScryptCost(roundsLog: 15, blockSize: 8, parallelism: 1)

    /// Grows with the time of one derivation.
    var work: Int { (1 << roundsLog) * blockSize * parallelism }
    var bytesNeeded: Int { 128 * blockSize * ((1 << roundsLog) + parallelism + 2) }
}
