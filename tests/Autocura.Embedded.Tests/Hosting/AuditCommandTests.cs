using System.CommandLine;
using System.Net.Http.Json;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Hosting;
using Autocura.Ledger.Audit;
using Autocura.Support;

namespace Autocura.Embedded.Tests.Hosting;

public sealed class AuditCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autocura-audit-");

    [Fact]
    public async Task A_record_is_whole_until_somebody_changes_it_and_its_end_is_known_to_who_kept_it()
    {
        await using var host = await EmbeddedHost.StartAsync(
            new EmbeddedHostOptions { Port = 0, ClusterPort = 0, MetricsPort = 0, DataFolder = folder.FullName, SettingsFile = null, UseEnvironment = false },
            new ManualTime(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero)));
        (await RunAsync("--url", $"{host.Url}")).ShouldBe((0, "There is no record yet.\n"));

        using var http = new HttpClient { BaseAddress = host.Url };
        using var stopped = await http.PostAsJsonAsync("api/kill-switch", new { stop = true, by = "ana" });
        stopped.EnsureSuccessStatusCode();
        var (code, said) = await RunAsync("--url", $"{host.Url}");
        code.ShouldBe(0, said);
        said.ShouldStartWith("Records 1 to 2 are whole.\nThe end is 2:");
        var end = said.Split("The end is ")[1].Split('.')[0];

        Edit(host, entries => entries.Remove(AuditSegment.KeyOf(2)));
        (await RunAsync("--url", $"{host.Url}")).Code.ShouldBe(0, "nothing in the cluster can tell that the end was cut off");
        (code, said) = await RunAsync("--url", $"{host.Url}", "--seen", end);
        code.ShouldBe(1);
        said.ShouldContain("WRONG  record 2 was seen before and is gone: the end was cut off after record 1");
        said.ShouldContain("open   record 1: SetKillSwitch by somebody (");

        Edit(host, entries => entries[AuditSegment.KeyOf(1)] = entries[AuditSegment.KeyOf(1)]!.GetValue<string>().Replace("ana", "ben", StringComparison.Ordinal));
        (code, said) = await RunAsync("--url", $"{host.Url}");
        code.ShouldBe(1);
        said.ShouldContain("WRONG  record 1 was changed: its hash is another's");
    }

    [Fact]
    public async Task Where_nobody_answers_nothing_is_said_of_the_record()
    {
        using var port = ReservedPort.Take(System.Net.IPAddress.Loopback, 0);
        var (code, said) = await RunAsync("--url", $"http://127.0.0.1:{port.Url.Port}", "--seen", "1:ab");
        code.ShouldBe(2);
        said.ShouldContain("cannot be asked");
    }

    [Theory]
    [InlineData("--seen", "last")]
    [InlineData("--url", "nowhere")]
    public async Task What_makes_no_sense_is_said_so(string option, string value) => (await RunAsync(option, value)).Code.ShouldBe(1);

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var code = await new CommandLine().Command((_, _) => throw new InvalidOperationException("No host is started by a command.")).Parse(["audit", "verify", .. arguments]).InvokeAsync(new InvocationConfiguration { Output = output, Error = TextWriter.Null });
        return (code, output.ToString());
    }

    private static void Edit(EmbeddedHost host, Action<System.Text.Json.Nodes.JsonObject> change) => host.Cluster!.Store.Update(
        ObjectKey.Core("configmaps", "autocura-cognitiva", AuditTrail.Name),
        found =>
        {
            change(found["data"]!.AsObject());
            return found;
        },
        Actor.ApiServer);
}
