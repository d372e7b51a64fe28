extension Migration {
    /// FNV-1a of 64 bits over the script, in 16 hexadecimal digits. It guards against a change by mistake, not against
    /// an attacker, who could change the tables themselves. Line ends of Windows count as plain ones.
    var hash: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in script.utf8 where byte != UInt8(ascii: "\r") {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
