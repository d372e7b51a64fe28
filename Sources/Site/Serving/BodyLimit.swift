/// How large the body of a request may be, by its kind.
enum BodyLimit {
    /// Fields without files.
    static let formBytesMax = 256 * 1024
    /// Fields with files, a whole file of evidence and what is typed beside it; only for people who are signed in.
    static let uploadBytesMax = 20 * 1024 * 1024 + 2 * formBytesMax

    /// Fields that a program sends as JSON.
    static let jsonBytesMax = 1024 * 1024

    static func bytesMax(isUpload: Bool) -> Int {
        isUpload ? uploadBytesMax : formBytesMax
    }

    /// 256KB, 20MB
    static func words(_ bytes: Int) -> String {
        bytes >= 1024 * 1024 ? "\(bytes / (1024 * 1024))MB" : "\(bytes / 1024)KB"
    }
}
