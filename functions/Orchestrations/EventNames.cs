namespace Autocura.Orchestrations;

/// <summary>External events that instances wait for. As frozen as <see cref="FunctionNames"/>.</summary>
public static class EventNames
{
    /// <summary>An <see cref="Incidents.AlertSignal"/> for a running incident.</summary>
    public const string Alert = "alert";

    /// <summary>The incident has taken an alert: sent to the intake that delivered it, the payload is the alert's fingerprint.</summary>
    public const string AlertTaken = "alert-taken";

    /// <summary>An <see cref="Incidents.Approval"/>.</summary>
    public const string Approval = "approval";

    /// <summary>An <see cref="Incidents.UndoOrder"/>.</summary>
    public const string Undo = "undo";

    /// <summary>A <see cref="Correlation.ChildNews"/>, from a child to its root.</summary>
    public const string Child = "child";

    /// <summary>The root has ended: from the root to its children, the payload is the root's record.</summary>
    public const string RootEnded = "root-ended";

    /// <summary>An <see cref="Environments.EnvironmentNews"/> for a running environment.</summary>
    public const string Environment = "environment";

    /// <summary>A <see cref="Guardrails.Notices.NoticeOrder"/>, from an incident to the instance that tells people of it.</summary>
    public const string Notice = "notice";

    /// <summary>An <see cref="Guardrails.Notices.UntoldNotice"/>, back to the incident.</summary>
    public const string Untold = "untold";
}
