import Foundation

/// Prints a line at once: who watches wants to see it, and who is killed takes what is not written along.
func say(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
}
