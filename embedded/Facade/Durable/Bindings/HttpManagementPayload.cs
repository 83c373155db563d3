namespace Microsoft.Azure.Functions.Worker;

/// <summary>The addresses at which one instance is watched and steered over HTTP, as a client is given them. Rewind and restart have none.</summary>
public class HttpManagementPayload
{
    /// <summary>The instance id.</summary>
    public string? Id { get; internal set; }

    /// <summary>GET: where the instance stands.</summary>
    public string? StatusQueryGetUri { get; internal set; }

    /// <summary>POST: raises an event; its name replaces the placeholder.</summary>
    public string? SendEventPostUri { get; internal set; }

    /// <summary>POST: terminates.</summary>
    public string? TerminatePostUri { get; internal set; }

    /// <summary>POST: rewinds. Never filled, as in the isolated worker.</summary>
    public string? RewindPostUri { get; internal set; }

    /// <summary>DELETE: forgets the instance.</summary>
    public string? PurgeHistoryDeleteUri { get; internal set; }

    /// <summary>POST: restarts. Never filled, as in the isolated worker.</summary>
    public string? RestartPostUri { get; internal set; }

    /// <summary>POST: suspends.</summary>
    public string? SuspendPostUri { get; internal set; }

    /// <summary>POST: resumes.</summary>
    public string? ResumePostUri { get; internal set; }
}
