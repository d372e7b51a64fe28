import ArgumentParser
import Site
import Ward

/// `namiki openapi`: what programs can ask of the site, without a running one.
struct OpenAPICommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi", abstract: "プログラムから使えるアドレスを示します（json では OpenAPI 3.1 の文書）。")

    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let document = OpenAPIDocument(of: Platform.modules)
            format.print(json: document.json, text: document.text)
        }
    }
}
