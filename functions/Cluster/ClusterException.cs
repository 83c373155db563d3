using System.Net;

namespace Autocura.Cluster;

/// <summary>The API server's refusal, or its silence. The reason is Kubernetes' own (NotFound, Conflict, Forbidden, Invalid, ...).</summary>
public sealed class ClusterException(string message, string reason, HttpStatusCode? status, Exception? inner = null) : Exception(message, inner)
{
    public string Reason { get; } = reason;

    /// <summary>Null when no answer came at all.</summary>
    public HttpStatusCode? Status { get; } = status;

    /// <summary>True when the same call may succeed later: no answer, too many requests, or an error on the server's side.</summary>
    public bool IsTransient => Status is null or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    public bool IsConflict => Status is HttpStatusCode.Conflict && Reason != "AlreadyExists";

    public bool IsNotFound => Status is HttpStatusCode.NotFound;

    /// <summary>A JSON Patch test failed, or the object would not be valid.</summary>
    public bool IsInvalid => Status is HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest;

    /// <summary>Whether this very request may be sent again at once: it was not carried out, or carrying it out twice does no harm.</summary>
    internal bool MayRepeat { get; init; }

    /// <summary>How long the server wants to be left alone; null when it did not say.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>A name that no configured cluster has: nothing may be sent anywhere in its place.</summary>
    public static ClusterException Unknown(string why) => new(why, "UnknownCluster", HttpStatusCode.MisdirectedRequest);
}
