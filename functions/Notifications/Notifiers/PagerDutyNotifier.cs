using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Autocura.Guardrails.Notices;
using Autocura.Incidents;

namespace Autocura.Notifications.Notifiers;

/// <summary>
/// Tells PagerDuty by its Events API v2. The incident has one key, acknowledged while it is being remediated; what needs a person has a second one, so that somebody who was not
/// woken by the first is woken then. Every event may be sent again without harm.
/// </summary>
internal sealed class PagerDutyNotifier(NotificationOptions options, NotifierHttp http) : INotifier
{
    private const int LongestSummary = 1024;
    private const string Person = "/person";

    public string Name => "pagerduty";

    public string Missing => options.PagerDuty.Missing;

    public async Task<DeliveryReceipt> SendAsync(Message message, CancellationToken cancellationToken)
    {
        var open = message.Thread.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (events, left) = Plan(message, open);
        foreach (var (action, key) in events)
        {
            var body = Encoding.UTF8.GetBytes(Event(message, action, key).ToJsonString());
            using var request = new HttpRequestMessage(HttpMethod.Post, options.PagerDuty.Url) { Content = NotifierHttp.Json(body) };
            if ((await http.SendAsync(request, cancellationToken)).Failure is { } failure)
            {
                return failure;
            }
        }

        return DeliveryReceipt.Delivered(string.Join(' ', left));
    }

    /// <summary>What is sent, and which keys are open after that.</summary>
    private static (IReadOnlyList<(string Action, string Key)> Events, IReadOnlyList<string> Open) Plan(Message message, string[] open)
    {
        var (own, person) = (message.RecordName, message.RecordName + Person);
        return message.Moment switch
        {
            NoticeMoment.Opened => ([("trigger", own)], [own]),
            NoticeMoment.NeedsApproval => ([("trigger", person)], [.. open.Append(person).Distinct()]),
            NoticeMoment.Remediating when open.Length == 0 => ([("trigger", own), ("acknowledge", own)], [own]),
            NoticeMoment.Remediating => ([.. Closing("acknowledge", open, own), .. Closing("resolve", open, person)], [.. open.Where(key => key != person)]),
            NoticeMoment.Escalated => ([("trigger", person), .. Closing("resolve", open, own)], [person]),
            _ => ([.. Closing("resolve", open, own), .. Closing("resolve", open, person)], []),
        };
    }

    private static IEnumerable<(string, string)> Closing(string action, string[] open, string key) => open.Contains(key) ? [(action, key)] : [];

    private JsonObject Event(Message message, string action, string key)
    {
        var sent = new JsonObject { ["routing_key"] = options.PagerDuty.RoutingKey, ["event_action"] = action, ["dedup_key"] = key };
        if (action != "trigger")
        {
            return sent;
        }

        var details = new JsonObject { ["said"] = message.Said, ["asked"] = message.Asked };
        foreach (var fact in message.Facts)
        {
            details[fact.Name] = fact.Value;
        }

        foreach (var section in message.Sections)
        {
            details[section.Title] = string.Join('\n', section.Lines);
        }

        sent["client"] = "Autocura";
        sent["payload"] = new JsonObject
        {
            ["summary"] = message.Title.Length <= LongestSummary ? message.Title : message.Title[..LongestSummary],
            ["source"] = $"{message.Workload.Cluster}/{message.Workload.Namespace}",
            ["severity"] = Grade(message.Severity),
            ["timestamp"] = message.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["component"] = message.Workload.Name,
            ["group"] = message.Workload.Namespace,
            ["custom_details"] = details,
        };
        sent["links"] = new JsonArray([.. message.Links.Select(link => new JsonObject { ["href"] = link.Url, ["text"] = link.Title })]);
        return sent;
    }

    private static string Grade(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.High => "error",
        Severity.Medium => "warning",
        _ => "info",
    };
}
