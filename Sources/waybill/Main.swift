import WaybillCLI

@main
struct Main {
    static func main() async {
        await WaybillProgram.main()
    }
}
