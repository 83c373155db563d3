using System.CommandLine;
using System.Net;
using Autocura.Embedded.Hosting;
using Autocura.Incidents;

namespace Autocura.Embedded.Tests.Hosting;

public sealed class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autocura-cli-");

    [Fact]
    public void Without_arguments_a_scenario_is_shown_in_the_simulation()
    {
        var request = Ask();
        request.Scenario.ShouldBe("crash-after-release");
        request.Options.ShouldBe(new EmbeddedHostOptions { Logging = HostLogging.WarningsToConsole, Configure = request.Options.Configure, Settings = request.Options.Settings });
    }

    [Fact]
    public void Every_option_is_handed_on()
    {
        var request = Ask("--port", "0", "--cluster-port", "1", "--metrics-port", "65535", "--data", "d", "--scenario", "bad-image", "--mode", "approve", "--seed", "7");
        request.Scenario.ShouldBe("bad-image");
        var options = request.Options;
        (options.Port, options.ClusterPort, options.MetricsPort, options.DataFolder, options.Mode, options.Seed).ShouldBe((0, 1, 65535, "d", OperatingMode.Approve, 7));
    }

    [Fact]
    public void It_listens_where_it_is_told_to() => Ask("--address", "0.0.0.0").Options.Address.ShouldBe(IPAddress.Any);

    [Fact]
    public async Task A_host_that_does_not_answer_is_not_healthy()
    {
        var output = new StringWriter();
        var command = new CommandLine().Command((_, _) => throw new InvalidOperationException("nothing may run"));

        (await command.Parse(["health", "--url", "http://127.0.0.1:1"]).InvokeAsync(new InvocationConfiguration { Output = output })).ShouldBe(1);

        output.ToString().ShouldContain("http://127.0.0.1:1/ does not answer");
    }

    [Fact]
    public void A_real_cluster_shows_no_scenario()
    {
        var path = Path.Combine(folder.FullName, "config");
        File.WriteAllText(path, "");
        var request = Ask("--kubeconfig", path, "--context", "kind");
        request.Scenario.ShouldBeNull();
        (request.Options.Kubeconfig, request.Options.Context, request.Options.Mode).ShouldBe((path, "kind", null));
    }

    [Fact]
    public void The_demo_can_be_left_out_and_then_the_whole_log_is_shown()
    {
        var request = Ask("--no-demo");
        request.Scenario.ShouldBeNull();
        request.Options.Logging.ShouldBe(HostLogging.ToConsole);
    }

    [Theory]
    [InlineData("--port 65536", "--port must be 0 to 65535.")]
    [InlineData("--cluster-port -1", "--cluster-port must be 0 to 65535.")]
    [InlineData("--port http", "http")]
    [InlineData("--address everywhere", "--address must be an address such as 0.0.0.0, not everywhere.")]
    [InlineData("--mode wild", "wild")]
    [InlineData("--scenario bad-image --no-demo", "--scenario and --no-demo exclude each other.")]
    [InlineData("--scenario bad-image --kubeconfig /none", "--scenario breaks things on purpose")]
    [InlineData("--kubeconfig /no/such/file", "--kubeconfig: there is no file")]
    [InlineData("--context kind", "--context names a context of a kubeconfig")]
    [InlineData("--scenario bad-imgae", "There is no scenario 'bad-imgae'. Did you mean bad-image")]
    [InlineData("scenarios --application shpo", "--application: there is no 'shpo'. There are: ")]
    [InlineData("scenarios --suite Chaos", "--suite: there is no 'Chaos'. There are: ")]
    [InlineData("--prot 7071", "--prot")]
    [InlineData("--data", "--data")]
    public void What_cannot_be_meant_is_refused_with_its_name(string arguments, string message)
    {
        var errors = new StringWriter();
        var command = new CommandLine().Command((_, _) => throw new InvalidOperationException("nothing may run"));
        var code = command.Parse(arguments).Invoke(new InvocationConfiguration { Error = errors, Output = TextWriter.Null });
        code.ShouldNotBe(0);
        errors.ToString().ShouldContain(message);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static Request Ask(params string[] arguments)
    {
        Request? asked = null;
        var command = new CommandLine().Command((request, _) =>
        {
            asked = request;
            return Task.FromResult(0);
        });
        command.Parse(arguments).Invoke().ShouldBe(0);
        return asked.ShouldNotBeNull();
    }
}
