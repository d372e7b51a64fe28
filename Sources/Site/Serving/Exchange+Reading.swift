import HTTPTypes
import Hummingbird
import NIOCore
import Ward

extension Exchange {
    /// The fields of the body. Its size is bounded before and while it is read.
    func readForm(_ request: Request) async throws -> Form {
        if isMultipart { return try Self.withoutNUL(try await readUpload(request)) }
        return try form(of: try await readBytes(request, bytesMax: BodyLimit.formBytesMax))
    }

    /// The fields of a body that was read.
    func form(of bytes: [UInt8]) throws -> Form {
        guard bytes.isEmpty || HeaderValue(contentType).word == "application/x-www-form-urlencoded",
            let form = URLEncodedForm.decoded(bytes)
        else { throw Exchange.unreadable }
        return try Self.withoutNUL(form)
    }

    private static func withoutNUL(_ form: Form) throws(PageRefusal) -> Form {
        guard form.namesWithNUL.isEmpty else { throw nul }
        return form
    }

    /// What was typed into a form that is not taken, as far as it can be read.
    func readWhatIsLost(_ request: Request) async -> Form {
        // Who asks before sending has not sent anything yet.
        guard method == .post, RequestOrigin.isSameSite(head), head.headerFields[.expect] == nil else { return Form() }
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
        var kept = Form()
    }

    /// A form with files, which go to disk as they come.
    private func readUpload(_ request: Request) async throws -> Form {
        guard var form = MultipartForm(contentType: contentType) else { throw Exchange.unreadable }
        // Large bodies are read for people whose name is known.
        let bytesMax = BodyLimit.bytesMax(isUpload: signedIn != nil)
        let isTooLarge = announcedBytes > bytesMax
        let toldMax = signedIn == nil ? BodyLimit.visitorFileBytesMax : bytesMax
        // Of whoever asks before sending, nothing is taken that is too large.
        if isTooLarge, head.headerFields[.expect] != nil { throw TooLarge(bytesMax: toldMax) }
        // Of a form with a file that is too large, the beginning is read: what was typed stands before the file. Nothing else is
        // waited for.
        let readMax = isTooLarge ? min(bytesMax, BodyLimit.formBytesMax) : bytesMax
        let isWhole = try await eachPiece(of: request, bytesMax: readMax) { try form.take($0) }
        guard isWhole, !isTooLarge else { throw TooLarge(bytesMax: toldMax, kept: form.leading) }
        guard let whole = form.whole else { throw Exchange.unreadable }
        return whole
    }

    /// Whether the body is said to be a form with files.
    var isMultipart: Bool { HeaderValue(contentType).word == "multipart/form-data" }

    /// Whether the body is said to be JSON.
    var isJSON: Bool { HeaderValue(contentType).word == "application/json" }

    /// The fields that a program sent as the members of an object.
    func readJSON(_ request: Request) async throws -> Form {
        let bytes = try await readBytes(request, bytesMax: BodyLimit.jsonBytesMax)
        return try JSONFields.form(bytes)
    }

    /// The fields as a program sends them, in any form that the site reads.
    /// - Returns: `nil` where the body is of another type.
    func readSent(_ request: Request) async throws -> Form? {
        switch HeaderValue(contentType).word {
        case "application/json": try await readJSON(request)
        case "multipart/form-data", "application/x-www-form-urlencoded": try await readForm(request)
        // Where there is nothing to send, there is nothing to name.
        case "": try await readBytes(request, bytesMax: BodyLimit.jsonBytesMax).isEmpty ? Form() : nil
        default: nil
        }
    }

    func readBytes(_ request: Request, bytesMax: Int) async throws -> [UInt8] {
        guard announcedBytes <= bytesMax else { throw TooLarge(bytesMax: bytesMax) }
        var bytes: [UInt8] = []
        guard try await eachPiece(of: request, bytesMax: bytesMax, { bytes += $0 }) else {
            throw TooLarge(bytesMax: bytesMax)
        }
        return bytes
    }

    /// - Returns: `false` when the body is larger, of which no more is taken.
    private func eachPiece(
        of request: Request, bytesMax: Int, _ take: (ByteBufferView) throws -> Void
    ) async throws -> Bool {
        if head.headerFields[.expect] != nil { await context.bodyWanted() }
        var left = bytesMax
        do {
            for try await buffer in request.body {
                try take(buffer.readableBytesView.prefix(left))
                left -= buffer.readableBytes
                if left < 0 { return false }
            }
        } catch let failed as TemporaryFile.Failed {
            throw failed
        } catch {
            // The body broke off, or is not written as it should be.
            throw Exchange.unreadable
        }
        return true
    }

    private var announcedBytes: Int { head.headerFields[.contentLength].flatMap { Int($0) } ?? 0 }

    private var contentType: String { head.headerFields[.contentType] ?? "" }

    static let nul = PageRefusal.badRequest(
        "送られた内容に、文字ではない符号（U+0000）が入っています。前の画面に戻り、その部分を入力し直してください。")

    private static let unreadable = PageRefusal.badRequest(
        "送られた内容を読み取れませんでした。前の画面に戻り、もう一度送信してください。")
}
