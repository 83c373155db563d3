using Autocura.Incidents;

namespace Autocura.Guardrails.Notices;

/// <summary>A notice for the instance that tells people of one incident: it begins with the first, and the others reach it as events.</summary>
public sealed record NoticeOrder(string IncidentId, NoticeSettings Settings, Notice Notice)
{
    public const string IdPrefix = "notices-";

    /// <summary>The telling instance: one for every episode.</summary>
    public string InstanceId => $"{IdPrefix}{Notice.RecordName}";
}

/// <summary>What could not be told, for the timeline of the episode that it is about.</summary>
public sealed record UntoldNotice(string RecordName, string Said);

/// <summary>What became of all notices of an incident, a line for each channel and moment.</summary>
public sealed record NoticeReport(IReadOnlyList<string> Lines);
