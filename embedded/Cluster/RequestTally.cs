using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Cluster;

/// <summary>Counts what arrives at the API server, whoever sends it and whatever becomes of it.</summary>
internal sealed class RequestTally
{
    private long count;

    public long Count => Interlocked.Read(ref count);

    public Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        Interlocked.Increment(ref count);
        return next(http);
    }
}
