using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications;

namespace Autocura.Embedded.Tests.Cluster.Applications;

public sealed class ImageProcessTests
{
    private static readonly ImageProfile Hotel = new()
    {
        Image = "hotel:1",
        Executables = ["sh"],
        Processes = new Dictionary<string, JsonObject> { ["geo"] = new() { ["listens"] = new JsonArray(8083) }, ["rate"] = new() { ["listens"] = new JsonArray(8084) } },
    };

    [Theory]
    [InlineData("geo", 8083)]
    [InlineData("/usr/bin/rate", 8084)]
    public void The_command_chooses_the_process(string command, int port) => ImageProcess.Choose(Hotel, [command], []).Listens.ShouldBe([port]);

    [Fact]
    public void A_command_that_the_image_does_not_have_cannot_be_started() =>
        ImageProcess.Choose(Hotel, ["profile"], []).StartError.ShouldNotBeNull().ShouldContain("exec: \"profile\": executable file not found in $PATH");

    [Fact]
    public void A_process_with_a_field_that_no_profile_has_is_refused() =>
        Should.Throw<InvalidDataException>(() => ImageProcess.Overlaid(Hotel, new JsonObject { ["listen"] = 1 })).Message.ShouldContain("listen");

    [Theory]
    [InlineData("until nc -z kafka 9092; do sleep 2; done", "kafka:9092")]
    [InlineData("until nc -z -v -w30 valkey-cart 6379; do echo waiting; sleep 2; done;", "valkey-cart:6379")]
    public void A_script_that_knocks_waits_for_an_answer(string script, string address) => Shell(script).WaitsFor.ShouldBe(address);

    [Theory]
    [InlineData("sleep infinity")]
    [InlineData("while true; do sleep 1; done")]
    [InlineData("tail -f /dev/null")]
    public void A_script_without_an_end_hangs(string script) => Shell(script).Hangs.ShouldBeTrue();

    [Fact]
    public void A_script_ends_with_the_code_it_names() => Shell("echo no; exit 3").Crash!.ExitCode.ShouldBe(3);

    [Fact]
    public void A_script_takes_the_time_it_sleeps() => Shell("sleep 5 && echo done").CompletesAfterSeconds.ShouldBe(5.5);

    private static ImageProfile Shell(string script) => ImageProcess.Choose(new ImageProfile(), ["sh", "-c", script], []);
}
