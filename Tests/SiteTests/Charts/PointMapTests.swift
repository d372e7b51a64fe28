import SiteTesting
import Testing

@testable import Site

@Suite("Maps of points")
struct PointMapTests {
    @Test("Points lie as on a map: north is up, east is right, and what is nowhere on the earth is told")
    func places() throws {
        let map = PointMap(
            title: "見本の場所",
            points: [
                .init("南西", latitude: 35.68, longitude: 139.60), .init("北東", latitude: 35.72, longitude: 139.66),
                .init("どこでもない", latitude: 139.6, longitude: 35.7),
            ], missing: 2)
        let circles = try MarkupTokenizer.tokens(map.html.text).elements("circle")
        let x = circles.compactMap { $0["cx"].flatMap(Double.init) }
        let y = circles.compactMap { $0["cy"].flatMap(Double.init) }
        try #require(x.count == 2)
        try #require(y.count == 2)
        #expect(x[0] < x[1])
        #expect(y[1] < y[0])
        #expect(map.html.text.contains("2か所。場所の分からないものが3件。"))
        #expect(map.html.text.contains("35.68"))
    }

    @Test("A single point and very many are drawn")
    func bounds() throws {
        let one = PointMap(title: "1か所", points: [.init("区役所", latitude: 35.6995, longitude: 139.6364)])
        #expect(try MarkupTokenizer.tokens(one.html.text).elements("circle").count == 1)
        let many = PointMap(
            title: "多くの場所",
            points: (0..<5_000).map { .init("\($0)", latitude: 35 + Double($0) / 10_000, longitude: 139) })
        let text = many.html.text
        #expect(try MarkupTokenizer.tokens(text).elements("circle").count == PointMap.pointsMax)
        #expect(text.contains("<p>5,000か所のうち3,000か所を描いています。</p>"))
        #expect(text.contains("<title>多くの場所。5,000か所のうち3,000か所。</title>"))
        #expect(!text.contains("chart-scroll"))
        // Those at the end of the list are in the picture, too.
        #expect(many.points.last?.label != "2999")
        #expect(!one.html.text.contains("描いています"))
    }
}
