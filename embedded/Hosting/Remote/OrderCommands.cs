using System.CommandLine;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Hosting.Remote;

/// <summary><c>approve</c>, <c>reject</c>, <c>undo</c>, <c>retry</c>, <c>pause</c> and <c>resume</c>: what a person decides.</summary>
internal static class OrderCommands
{
    public static IEnumerable<Command> All() =>
    [
        OnIncident("approve", "Approves the plan that waits for a decision.", "/approval", status => Decision(status, approved: true)),
        OnIncident("reject", "Rejects the plan that waits for a decision.", "/approval", status => Decision(status, approved: false)),
        OnIncident("undo", "Has taken back what a plan did, while its effect is measured.", "/undo", status => new JsonObject { ["planId"] = PlanOf(status, "Verifying")["id"]!.DeepClone() }),
        OnIncident("retry", "Begins anew with an incident that was handed over.", "/retry", _ => []),
        Pause(),
        Resume(),
    ];

    private static Command OnIncident(string name, string description, string route, Func<JsonNode?, JsonObject> body)
    {
        var (url, by, reason, incident) = (RemoteOptions.Url(), RemoteOptions.By(), RemoteOptions.Reason(), RemoteOptions.Incident());
        var command = new Command(name, description) { incident, url, by, reason };
        command.SetAction((parsed, cancellation) => RemoteOptions.RunAsync(parsed, url, async (host, output) =>
        {
            var id = await IncidentListing.FindAsync(host, parsed.GetValue(incident)!, cancellation);
            var order = body((await host.GetAsync(RemoteHost.Of(id), cancellation))["status"]);
            (order["by"], order["reason"]) = (parsed.GetValue(by), parsed.GetValue(reason));
            await output.WriteLineAsync(await host.PostAsync(RemoteHost.Of(id, route), order, cancellation));
        }));
        return command;
    }

    private static Command Pause()
    {
        var (url, by, reason) = (RemoteOptions.Url(), RemoteOptions.By(), RemoteOptions.Reason());
        var incident = new Argument<string?>("incident") { Description = "Leaves alone the workload of this incident only. Without it, every change everywhere is stopped.", Arity = ArgumentArity.ZeroOrOne };
        var minutes = new Option<int>("--minutes") { Description = "For so long, with an incident.", DefaultValueFactory = _ => 60 };
        var command = new Command("pause", "Stops changes: those to the workload of one incident for a while, or all of them until 'resume'.") { incident, minutes, url, by, reason };
        command.SetAction((parsed, cancellation) => RemoteOptions.RunAsync(parsed, url, async (host, output) =>
        {
            var order = new JsonObject { ["by"] = parsed.GetValue(by), ["reason"] = parsed.GetValue(reason) };
            if (parsed.GetValue(incident) is { } asked)
            {
                order["minutes"] = parsed.GetValue(minutes);
                await output.WriteLineAsync(await host.PostAsync(RemoteHost.Of(await IncidentListing.FindAsync(host, asked, cancellation), "/snooze"), order, cancellation));
                return;
            }

            order["stop"] = true;
            await output.WriteLineAsync(await host.PostAsync("api/kill-switch", order, cancellation));
        }));
        return command;
    }

    private static Command Resume()
    {
        var (url, by, reason) = (RemoteOptions.Url(), RemoteOptions.By(), RemoteOptions.Reason());
        var command = new Command("resume", "Allows changes again after 'pause'.") { url, by, reason };
        command.SetAction((parsed, cancellation) => RemoteOptions.RunAsync(parsed, url, async (host, output) =>
            await output.WriteLineAsync(await host.PostAsync("api/kill-switch", new JsonObject { ["stop"] = false, ["by"] = parsed.GetValue(by), ["reason"] = parsed.GetValue(reason) }, cancellation))));
        return command;
    }

    /// <summary>Bound to the plan that was looked at: if it has changed by then, the decision is refused.</summary>
    private static JsonObject Decision(JsonNode? status, bool approved)
    {
        var plan = PlanOf(status, "AwaitingApproval");
        return new JsonObject { ["planId"] = plan["id"]!.DeepClone(), ["planHash"] = plan["hash"]?.DeepClone(), ["approved"] = approved };
    }

    private static JsonObject PlanOf(JsonNode? status, string phase) =>
        status?["phase"]?.ToString() == phase && status["plan"] is JsonObject plan ? plan : throw new RemoteException($"The incident is in phase {status?["phase"]}, not {phase}: there is no plan to decide on.");
}
