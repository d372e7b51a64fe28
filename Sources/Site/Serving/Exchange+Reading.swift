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
        if let length = head.headerFields[.contentLength].flatMap({ Int($0) }), length > bytesMax {
            throw PageRefusal.tooLarge(bytesMax: bytesMax)
        }
        let bytes = try await body(request, bytesMax: bytesMax)
        if isUpload {
            guard let form = MultipartForm.decoded(bytes, contentType: type) else { throw Exchange.unreadable }
            return form
        }
        guard bytes.isEmpty || HeaderValue(type).word == "application/x-www-form-urlencoded",
            let form = URLEncodedForm.decoded(bytes)
        else { throw Exchange.unreadable }
        return form
    }

    private func body(_ request: Request, bytesMax: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await buffer in request.body {
                guard bytes.count + buffer.readableBytes <= bytesMax else {
                    throw PageRefusal.tooLarge(bytesMax: bytesMax)
                }
                bytes += buffer.readableBytesView
            }
        } catch let refusal as PageRefusal {
            throw refusal
        } catch {
            // The body broke off, or is not written as HTTP says.
            throw Exchange.unreadable
        }
        return bytes
    }

    private static let unreadable = PageRefusal.badRequest(
        "送られた内容を読み取れませんでした。前の画面に戻り、もう一度送信してください。")
}
