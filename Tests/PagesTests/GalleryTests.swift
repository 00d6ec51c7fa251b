import Foundation
import Pages
import Testing

@Suite("The gallery of pages")
struct GalleryTests {
    private static let all =
        Gallery.german.pages
        + Gallery.english.pages.map { (name: "en-\($0.name)", html: $0.html) }

    /// With RATSKANAL_GALLERY=DIR all pages are left there to be looked at in a browser.
    @Test("Every page is written where somebody wants to look at it")
    func written() throws {
        guard let path = ProcessInfo.processInfo.environment["RATSKANAL_GALLERY"] else { return }
        let folder = URL(fileURLWithPath: path, isDirectory: true)
        let files = folder.appendingPathComponent("static", isDirectory: true)
        try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
        for file in StaticFile.all {
            try Data(file.bytes).write(to: files.appendingPathComponent(file.name))
        }
        for page in Self.all {
            // A page opened from a file has no server to ask for /static.
            let html = page.html.markup.replacing("\"/static/", with: "\"static/")
            try Data(html.utf8).write(to: folder.appendingPathComponent("\(page.name).html"))
        }
    }

    @Test("No page holds an inline style, an inline script or an event handler")
    func policy() {
        for page in Self.all {
            let html = page.html.markup
            #expect(!html.contains(" style="), "\(page.name)")
            #expect(!html.contains("<style"), "\(page.name)")
            #expect(!html.contains("javascript:"), "\(page.name)")
            #expect(html.firstMatch(of: #/<[^>]*\son[a-z]+=/#) == nil, "\(page.name)")
            for script in html.matches(of: #/<script[^>]*>/#) {
                let tag = String(script.output)
                #expect(
                    tag.contains("application/json") || tag.contains("src=\"/static/"),
                    "\(page.name): \(tag)")
            }
        }
    }

    @Test("Every page has its language, a title, one first heading, landmarks and a skip link")
    func structure() {
        for page in Self.all {
            let html = page.html.markup
            #expect(
                html.hasPrefix(
                    "<!DOCTYPE html>\n<html lang=\"\(page.name.hasPrefix("en-") ? "en" : "de")\">"),
                "\(page.name)")
            #expect(html.matches(of: #/<title>[^<]+</title>/#).count == 1, "\(page.name)")
            #expect(html.matches(of: #/<h1[\s>]/#).count == 1, "\(page.name)")
            #expect(html.matches(of: #/<main\s/#).count == 1, "\(page.name)")
            #expect(html.contains("<a class=\"skip\" href=\"#content\">"), "\(page.name)")
        }
    }

    @Test("No id stands twice on a page, and each label names a field that is there")
    func identities() {
        for page in Self.all {
            let html = page.html.markup
            let ids = html.matches(of: #/\sid="([^"]+)"/#).map { String($0.output.1) }
            #expect(Set(ids).count == ids.count, "\(page.name): \(ids)")
            for label in html.matches(of: #/\sfor="([^"]+)"/#) {
                #expect(ids.contains(String(label.output.1)), "\(page.name): \(label.output.0)")
            }
            for reference in html.matches(of: #/\s(?:aria-labelledby|aria-controls)="([^"]+)"/#) {
                #expect(
                    ids.contains(String(reference.output.1)),
                    "\(page.name): \(reference.output.0)")
            }
        }
    }

    @Test("Every element that is opened is closed in its order")
    func balance() {
        let void: Set<String> = ["meta", "link", "input", "br", "img"]
        for page in Self.all {
            var open: [String] = []
            for tag in page.html.markup.matches(of: #/<(/?)([a-z0-9]+)(?:\s[^>]*?)?(/?)>/#) {
                let name = String(tag.output.2)
                if !tag.output.1.isEmpty {
                    #expect(open.popLast() == name, "\(page.name): </\(name)>")
                } else if tag.output.3.isEmpty, !void.contains(name) {
                    open.append(name)
                }
            }
            #expect(open.isEmpty, "\(page.name): \(open)")
        }
    }

    @Test("What is not public stands on no public page, in no attribute and no data block")
    func secrets() {
        for page in Gallery.german.rooms + Gallery.english.archive + Gallery.german.archive
            + Gallery.english.rooms
        {
            let html = page.html.markup
            #expect(!html.contains("Mühlgasse"), "\(page.name)")
            #expect(!html.lowercased().contains("geheim"), "\(page.name)")
            #expect(!html.contains("/items/12"), "\(page.name)")
            #expect(!html.contains("item=12\""), "\(page.name)")
        }
    }
}
