using System.CommandLine;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Hosting.Remote;

/// <summary><c>incidents</c>, <c>explain</c> and <c>report</c>: what a running instance knows.</summary>
internal static class LookCommands
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    public static Command Incidents(TimeProvider time)
    {
        var (url, json) = (RemoteOptions.Url(), RemoteOptions.Json());
        var ns = new Option<string?>("--namespace", "-n") { Description = "Only those of this namespace.", HelpName = "name" };
        var all = new Option<bool>("--all") { Description = "Those that have ended too." };
        var watch = new Option<bool>("--watch", "-w") { Description = "Shows them again whenever something has changed, until Ctrl+C." };
        var command = new Command("incidents", "Lists the incidents of a running instance.") { url, ns, all, watch, json };
        command.SetAction((parsed, cancellation) => RemoteOptions.RunAsync(parsed, url, async (host, output) =>
        {
            var shown = "";
            do
            {
                var listed = await IncidentListing.ReadAsync(host, parsed.GetValue(ns), parsed.GetValue(all), cancellation);
                if (listed.ToJsonString() is var text && text != shown)
                {
                    if (parsed.GetValue(json)) await output.WriteLineAsync(text);
                    else IncidentListing.Write(listed, time.GetUtcNow(), output);
                    shown = text;
                }
            }
            while (parsed.GetValue(watch) && await PauseAsync(time, cancellation));
        }));
        return command;
    }

    public static Command Explain()
    {
        var (url, json, incident) = (RemoteOptions.Url(), RemoteOptions.Json(), RemoteOptions.Incident());
        var command = new Command("explain", "Says why: the causes of an incident with what speaks for and against them, and the plan with its exact changes.") { incident, url, json };
        command.SetAction((parsed, cancellation) => RemoteOptions.RunAsync(parsed, url, async (host, output) =>
        {
            var id = await IncidentListing.FindAsync(host, parsed.GetValue(incident)!, cancellation);
            var (diagnosis, details) = (await host.GetAsync(RemoteHost.Of(id, "/diagnosis"), cancellation), await host.GetAsync(RemoteHost.Of(id), cancellation));
            if (parsed.GetValue(json)) await output.WriteLineAsync(new JsonObject { ["diagnosis"] = diagnosis.DeepClone(), ["status"] = details["status"]?.DeepClone() }.ToJsonString());
            else await output.WriteLineAsync(Explanation.Of(diagnosis, details["status"]));
        }));
        return command;
    }

    public static Command Report()
    {
        var (url, incident) = (RemoteOptions.Url(), RemoteOptions.Incident());
        var html = new Option<bool>("--html") { Description = "As HTML (otherwise Markdown)." };
        var command = new Command("report", "Prints what is told of an incident.") { incident, url, html };
        command.SetAction((parsed, cancellation) => RemoteOptions.RunAsync(parsed, url, async (host, output) =>
        {
            var id = await IncidentListing.FindAsync(host, parsed.GetValue(incident)!, cancellation);
            await output.WriteAsync(await host.TextAsync(RemoteHost.Of(id, $"/report?format={(parsed.GetValue(html) ? "html" : "md")}"), cancellation));
        }));
        return command;
    }

    private static async Task<bool> PauseAsync(TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(Beat, time, cancellation);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
