using Autocura.Guardrails.Notices;
using Autocura.Incidents;
using Autocura.Notifications;
using Autocura.Support;

namespace Autocura.Functions.Tests.Notifications;

/// <summary>A notice about Deployment shop/cart with all that a notice can say.</summary>
internal static class SomeNotice
{
    public static Notice Of(NoticeMoment moment, int number = 1) => new()
    {
        Number = number,
        Moment = moment,
        At = Some.Noon,
        RecordName = "cart-0123456789-1893456000",
        Workload = Some.Cart,
        Severity = Severity.High,
        Risk = 65,
        Since = Some.Noon - TimeSpan.FromMinutes(5),
        Alerts = ["KubePodNotReady"],
        Summary = "Pods of cart are not ready",
        RunbookUrl = "https://runbooks.example/cart",
        Cause = "The image of release 2 cannot be pulled",
        Probability = 0.93,
        Evidence = ["ImagePullBackOff on 3 of 3 pods", "release 2 changed the image"],
        Plan = new NoticedPlan
        {
            Id = "cart-plan/1",
            Hash = moment == NoticeMoment.NeedsApproval ? "0011223344556677" : "",
            Strategy = "Roll Deployment shop/cart back to release 1",
            Steps = ["RollBackRelease Deployment shop/cart: it ran for a month"],
            Diff = ["- image: shop/cart:2", "+ image: shop/cart:1"],
            BlastRadius = "workload",
            Risk = 0.07,
        },
        Said = "Something has happened",
        AnswerBy = moment == NoticeMoment.NeedsApproval ? Some.Noon + TimeSpan.FromMinutes(30) : null,
    };

    public static NoticeDelivery Delivery(Notice notice, string channel = "webhook") => new()
    {
        Notice = notice,
        Channel = channel,
        Settings = new NoticeSettings { Channels = [channel], IncidentUrl = "https://autocura.example/#/incidents/{id}" },
    };

    public static WeekDigest Digest(string waiting) => new("2030-W03", Some.Noon, "Incidents from 2030-01-08 to 2030-01-15",
        [new DigestSection("Summary", ["There were 4 incidents.", "Healed: 3", "HandedOver: 1"]), new DigestSection("Waiting for a decision", [waiting])]);

    public static Message Message(NoticeMoment moment, string thread = "", int number = 1) => MessageWriting.Write(Delivery(Of(moment, number)) with { Thread = thread });
}
