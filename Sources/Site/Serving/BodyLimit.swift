/// How large the body of a request may be, by its kind.
public enum BodyLimit {
    /// Fields without files.
    static let formBytesMax = 256 * 1024
    /// Fields with files, a whole file of evidence and what is typed beside it; only for people who are signed in.
    static let uploadBytesMax = 20 * 1024 * 1024 + 2 * formBytesMax

    /// A file of somebody who is not signed in: what is left of ``formBytesMax`` beside what is typed and what surrounds it.
    static let visitorFileBytesMax = 250 * 1024
    /// The same, for the page that asks for the file.
    public static let visitorFileWords = words(visitorFileBytesMax)

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
