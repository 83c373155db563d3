namespace Autocura.Embedded.Cluster.Applications.Following;

/// <summary>Why a request does not get an answer that is good: where on its way it breaks.</summary>
internal enum Broken
{
    /// <summary>It does not.</summary>
    Not,

    /// <summary>The caller has no address to call: its variable is not set or holds none.</summary>
    NoAddress,

    /// <summary>The name does not resolve.</summary>
    NoSuchHost,

    /// <summary>The Service has no ready endpoint.</summary>
    NoEndpoints,

    /// <summary>Nothing listens there, or something refuses on the way.</summary>
    Refused,

    /// <summary>No answer comes.</summary>
    Lost,

    /// <summary>Something on the way answers with an error.</summary>
    Failed,

    /// <summary>What answers there is another service.</summary>
    WrongService,

    /// <summary>The pods have no room.</summary>
    Overloaded,

    /// <summary>The answer comes too late.</summary>
    TooSlow,

    /// <summary>The service fails by itself.</summary>
    OwnError,

    /// <summary>Something that the service calls has failed.</summary>
    Dependency,
}
