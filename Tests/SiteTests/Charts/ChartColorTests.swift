import Foundation
import Testing

@testable import Site

@Suite("Colours of charts")
struct ChartColorTests {
    /// Non-text contrast (WCAG 2.2, 1.4.11) and contrast of text (1.4.3).
    private static let shapeMin = 3.0
    private static let textMin = 4.5
    /// Steps of lightness (L* of CIELAB) under which two greys are taken for one.
    private static let greyStep = 5.0

    @Test("Colours that pages have as well are those of the style sheet, and its accent is the first series")
    func styleSheet() throws {
        let named = [
            ("--ink", SVG.ink), ("--ink-faint", SVG.faint), ("--line", SVG.grid), ("--border", SVG.outline),
            ("--paper", SVG.paper), ("--accent", SVG.series[0]), ("--accent-dark", ChartFill.reached.color),
        ]
        for (name, color) in named {
            #expect(StyleSheet.text.contains("  \(name): \(color);\n"), "\(name) is not \(color)")
        }
    }

    @Test("The contrast is computed as WCAG defines it")
    func contrast() {
        #expect(abs(Self.contrast("#000000", "#ffffff") - 21) < 0.001)
        #expect(abs(Self.contrast("#777777", "#ffffff") - 4.478) < 0.01)
    }

    @Test("Every fill and every series stands out from the page and from the soft ground")
    func shapes() {
        for ground in [SVG.paper, "#f2f5fa"] {
            for fill in ChartFill.allCases {
                let seen = fill.outline ?? fill.color
                #expect(Self.contrast(seen, ground) >= Self.shapeMin, "\(fill) on \(ground)")
            }
            for color in SVG.series { #expect(Self.contrast(color, ground) >= Self.shapeMin, "\(color) on \(ground)") }
        }
    }

    @Test("Numbers can be read on every fill")
    func labels() {
        for fill in ChartFill.allCases {
            #expect(Self.contrast(fill.labelColor, fill.color) >= Self.textMin, "\(fill)")
        }
        for color in [SVG.ink, SVG.faint] { #expect(Self.contrast(color, SVG.paper) >= Self.textMin, "\(color)") }
    }

    @Test("The bar of a bullet and its target stand out from both ranges")
    func bullets() {
        for range in SVG.ranges {
            #expect(Self.contrast(SVG.series[0], range) >= Self.shapeMin, "\(range)")
            #expect(Self.contrast(SVG.ink, range) >= Self.shapeMin, "\(range)")
        }
    }

    @Test("Printed in grey no two series are the same, and fills that are have different patterns")
    func grey() {
        for (number, color) in SVG.series.enumerated() {
            for other in SVG.series[(number + 1)...] {
                #expect(abs(Self.lightness(color) - Self.lightness(other)) >= Self.greyStep, "\(color) and \(other)")
            }
        }
        for (number, fill) in ChartFill.allCases.enumerated() {
            for other in ChartFill.allCases[(number + 1)...]
            where abs(Self.lightness(fill.color) - Self.lightness(other.color)) < Self.greyStep {
                #expect(fill.pattern != other.pattern, "\(fill) and \(other)")
            }
        }
    }

    // MARK: WCAG 2.2 and CIE 1976

    /// Relative luminance.
    static func luminance(_ color: String) -> Double {
        let value = Int(color.dropFirst(), radix: 16) ?? 0
        let channels = [value >> 16, value >> 8 & 255, value & 255].map { channel -> Double in
            let part = Double(channel) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }

    static func contrast(_ one: String, _ other: String) -> Double {
        let (left, right) = (luminance(one), luminance(other))
        return (max(left, right) + 0.05) / (min(left, right) + 0.05)
    }

    /// L*, from 0 to 100.
    static func lightness(_ color: String) -> Double {
        let luminance = luminance(color)
        return luminance > 216.0 / 24_389 ? 116 * cbrt(luminance) - 16 : luminance * 24_389 / 27
    }
}
