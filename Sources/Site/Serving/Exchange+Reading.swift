import HTTPTypes
import Hummingbird
import NIOCore
import Ward

extension Exchange {
    /// The fields of the body. Its size is bounded before and while it is read.
    func readForm(_ request: Request) async throws -> Form {
        let type = head.headerFields[.contentType] ?? ""
        let isUpload = HeaderValue(type).word == "multipart/form-data"
        // Large bodies are read for people whose name is known.
        let bytesMax = BodyLimit.bytesMax(isUpload: isUpload && person != nil)
        let bytes = try await body(request, bytesMax: bytesMax, uploadType: isUpload ? type : nil)
        if isUpload {
            guard let form = MultipartForm.decoded(bytes, contentType: type) else { throw Exchange.unreadable }
            return form
        }
        guard bytes.isEmpty || HeaderValue(type).word == "application/x-www-form-urlencoded",
            let form = URLEncodedForm.decoded(bytes)
        else { throw Exchange.unreadable }
        return form
    }

    /// What was typed into a form that is not taken, as far as it can be read.
    func readWhatIsLost(_ request: Request) async -> Form {
        do {
            return try await readForm(request)
        } catch let large as TooLarge {
            return large.kept
        } catch {
            return Form()
        }
    }

    /// The body is larger than allowed.
    struct TooLarge: Error {
        let bytesMax: Int
        /// What was typed, as far as it was read.
        let kept: Form
    }

    /// - Parameter uploadType: the content type of a form with files; `nil` for other bodies.
    private func body(_ request: Request, bytesMax: Int, uploadType: String?) async throws -> [UInt8] {
        let isKnownTooLarge = head.headerFields[.contentLength].flatMap { Int($0) }.map { $0 > bytesMax } ?? false
        // Of a form with a file that is too large, the beginning is read: what was typed stands before the file. Nothing else is
        // waited for.
        if isKnownTooLarge, uploadType == nil { throw TooLarge(bytesMax: bytesMax, kept: Form()) }
        let readMax = isKnownTooLarge ? min(bytesMax, BodyLimit.formBytesMax) : bytesMax
        // Of whoever asks before sending, nothing is taken that is too large.
        if isKnownTooLarge, head.headerFields[.expect] != nil { throw TooLarge(bytesMax: bytesMax, kept: Form()) }
        var bytes: [UInt8] = []
        do {
            await context.bodyWanted()
            for try await buffer in request.body {
                bytes += buffer.readableBytesView.prefix(readMax + 1 - bytes.count)
                if bytes.count > readMax { break }
            }
        } catch {
            // The body broke off, or is not written as HTTP says.
            throw Exchange.unreadable
        }
        guard !isKnownTooLarge, bytes.count <= bytesMax else {
            throw TooLarge(
                bytesMax: bytesMax,
                kept: uploadType.map { MultipartForm.leadingFields(bytes, contentType: $0) } ?? Form())
        }
        return bytes
    }

    private static let unreadable = PageRefusal.badRequest(
        "送られた内容を読み取れませんでした。前の画面に戻り、もう一度送信してください。")
}
