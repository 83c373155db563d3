using System.Net;
using System.Net.Sockets;
using Autocura.Embedded.Hosting;
using Autocura.Embedded.Hosting.Invocation;
using Autocura.Embedded.Hosting.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Embedded.Tests.Hosting;

public sealed class FunctionHostTests
{
    [Fact]
    public async Task The_listing_names_every_function_and_where_it_is_called()
    {
        await using var host = await HostUnderTest.StartAsync(typeof(Sample));
        host.Host.Listing.ReplaceLineEndings("\n").ShouldBe($"""
            Functions:

              Anything: [ANY] {host.Host.Url}Anything
              Nightly: timerTrigger
              Orders: [GET,POST] {host.Host.Url}api/orders/{"{id:int?}"}

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_port_in_use_is_told_with_what_to_do()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        Should.Throw<SettingsException>(() => ReservedPort.Take(IPAddress.Loopback, port)).Message.ShouldBe(
            $"Port {port} of 127.0.0.1 is in use: stop what listens there, or choose another with --port.");
    }

    [Fact]
    public async Task A_host_gives_its_port_back_when_it_ends()
    {
        int port;
        await using (var host = await HostUnderTest.StartAsync(typeof(Sample))) port = host.Host.Url.Port;
        using var again = ReservedPort.Take(IPAddress.Loopback, port);
        again.EndPoint.Port.ShouldBe(port);
    }

    [Fact]
    public async Task Requests_under_way_are_answered_while_the_host_stops()
    {
        await using var host = await HostUnderTest.StartAsync(typeof(Waiting));
        var answer = host.Http.GetStringAsync("/Waiting");
        await Waiting.Entered.Task;
        var stop = host.Host.StopAsync(CancellationToken.None);
        stop.IsCompleted.ShouldBeFalse();
        Waiting.Release.SetResult();
        await stop;
        (await answer).ShouldBe("done");
    }

    [Fact]
    public async Task What_keeps_it_from_running_is_thrown_at_start()
    {
        (await Should.ThrowAsync<SettingsException>(() => HostUnderTest.StartAsync(typeof(BadSchedule)))).Message.ShouldBe(
            "Timer function 'BadSchedule': The schedule expression 'often' was not recognized as a valid cron expression or timespan string.");
        (await Should.ThrowAsync<SettingsException>(() => HostUnderTest.StartAsync(typeof(NoSetting)))).Message.ShouldContain("The setting 'Nightly' is asked for by '%Nightly%'");
        (await Should.ThrowAsync<FunctionIndexException>(() => HostUnderTest.StartAsync(typeof(Sample), typeof(Sample)))).Message.ShouldContain("Anything");
    }

    [Theory]
    [InlineData("Nowhere/Land")]
    public async Task An_unknown_time_zone_is_refused(string zone)
    {
        var setup = new HostUnderTest.Setup { Settings = { ["WEBSITE_TIME_ZONE"] = zone } };
        (await Should.ThrowAsync<SettingsException>(() => HostUnderTest.StartAsync(setup, typeof(Sample)))).Message.ShouldContain("WEBSITE_TIME_ZONE is 'Nowhere/Land'");
    }

    public sealed class Sample
    {
        [Function("Orders")]
        public string Orders([HttpTrigger("get", "post", Route = "api/orders/{id:int?}")] HttpRequest request) => "";

        [Function("Anything")]
        public string Anything([HttpTrigger] HttpRequest request) => "";

        [Function("Nightly")]
        public void Nightly([TimerTrigger("0 0 3 * * *")] TimerInfo timer)
        {
        }
    }

    public sealed class Waiting
    {
        internal static readonly TaskCompletionSource Entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        internal static readonly TaskCompletionSource Release = new(TaskCreationOptions.RunContinuationsAsynchronously);

        [Function("Waiting")]
        public static async Task<string> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request)
        {
            Entered.SetResult();
            await Release.Task;
            return "done";
        }
    }

    public sealed class BadSchedule
    {
        [Function("BadSchedule")]
        public void Run([TimerTrigger("often")] TimerInfo timer)
        {
        }
    }

    public sealed class NoSetting
    {
        [Function("NoSetting")]
        public void Run([TimerTrigger("%Nightly%")] TimerInfo timer)
        {
        }
    }
}
