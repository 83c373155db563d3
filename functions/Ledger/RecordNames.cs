using System.Security.Cryptography;
using System.Text;
using Autocura.Alerts;
using Autocura.Cluster;
using Autocura.Incidents;

namespace Autocura.Ledger;

/// <summary>
/// Names of the objects of the record. They follow from content alone, so writing twice writes the same objects, and whoever knows the
/// incident or the alert can find them.
/// </summary>
public static class RecordNames
{
    /// <summary>On every object of an incident's record: the name of its Issue.</summary>
    public const string IncidentLabel = "autocura.io/incident";

    /// <summary>What a plan is for, and by what: what is learned from.</summary>
    public const string CauseLabel = "autocura.io/cause";
    public const string ActionLabel = "autocura.io/action";

    /// <summary>On a plan that waits for a decision.</summary>
    public const string WaitingLabel = "autocura.io/waiting-for";
    public const string WaitingForApproval = "approval";

    /// <summary>On a plan: the durable instance that made it, and the id by which a decision names it.</summary>
    public const string InstanceAnnotation = "autocura.io/instance";
    public const string PlanAnnotation = "autocura.io/plan";

    /// <summary>On the Issue of an incident that was healed: the cause whose remedy healed it.</summary>
    public const string ConfirmedCauseLabel = "autocura.io/confirmed-cause";

    /// <summary>On the Issue of an incident that was traced: the id of its trace.</summary>
    public const string TraceAnnotation = "autocura.io/trace";

    private const int Readable = 40;

    public static ObjectRef Issue(Incident incident) => Kinds.Issue.Ref(incident.Workload.Namespace, incident.RecordName);

    public static ObjectRef Insight(Incident incident) => Insight(incident.Workload.Namespace, incident.RecordName);

    public static ObjectRef Insight(string ns, string recordName) => Kinds.AIInsight.Ref(ns, $"{recordName}-insight");

    /// <summary>What a language model said of it.</summary>
    public static ObjectRef Advice(Incident incident) => Advice(incident.Workload.Namespace, incident.RecordName);

    public static ObjectRef Advice(string ns, string recordName) => Kinds.AIInsight.Ref(ns, $"{recordName}-advice");

    public static ObjectRef Plan(Incident incident, int attempt) => Kinds.RemediationPlan.Ref(incident.Workload.Namespace, $"{incident.RecordName}-plan-{attempt}");

    public static ObjectRef Anomaly(Alert alert, string ns) => Kinds.Anomaly.Ref(ns, $"{Slug(alert.Name)}-{EpisodeKey.Of(alert).Digest(16)}");

    /// <summary>Text that is no alert is known by what it says: sent again, it is the same object.</summary>
    public static ObjectRef Unreadable(QuarantinedAlert alert, string ns) => Kinds.Anomaly.Ref(ns, $"unreadable-{Digest($"{alert.Receiver}|{alert.Raw}")}");

    public static ObjectRef Event(Incident incident, string reason, int attempt) =>
        Kinds.Event.Ref(incident.Workload.Namespace, $"{incident.RecordName}.{reason.ToLowerInvariant()}.{attempt}");

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    /// <summary>An alert's name as part of an object's: lower case, and a hyphen for whatever else.</summary>
    private static string Slug(string name)
    {
        var letters = name.Take(Readable).Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-');
        var slug = string.Concat(letters).Trim('-');
        return slug.Length > 0 ? slug : "alert";
    }
}
