using System.Net;
using System.Security.Cryptography;
using System.Text;
using Autocura.Embedded.Hosting.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Autocura.Embedded.Hosting.Http;

/// <summary>
/// The keys that callers show. On loopback none need be set, and then none is asked for; a host that listens to other machines does not
/// start without them.
/// </summary>
internal sealed class AccessKeys
{
    private readonly byte[]? function;
    private readonly byte[]? master;
    private readonly byte[]? durable;

    public AccessKeys(IConfiguration settings, IPAddress address)
    {
        function = Digest(settings["Host:Keys:Function"]);
        master = Digest(settings["Host:Keys:Master"]);
        durable = Digest(settings["Host:Keys:Durable"]);
        IsOpen = function is null && master is null && durable is null;
        if (IsOpen && !IPAddress.IsLoopback(address))
            throw new SettingsException($"The host would listen on {address} for anyone: set Host:Keys:Function, Host:Keys:Master and Host:Keys:Durable, or listen on 127.0.0.1.");
    }

    /// <summary>Whether no key is set, so that every local caller is let in.</summary>
    public bool IsOpen { get; }

    /// <summary>Whether the request shows a key that opens this level. The master key opens every one.</summary>
    public bool Admits(HttpRequest request, AuthorizationLevel level)
    {
        if (IsOpen || level == AuthorizationLevel.Anonymous) return true;
        var shown = Digest(request.Headers.TryGetValue("x-functions-key", out var header) ? header.ToString() : request.Query["code"].ToString());
        if (shown is null) return false;
        var own = level switch
        {
            AuthorizationLevel.Function => function,
            AuthorizationLevel.System => durable,
            _ => null,
        };
        // Both are compared whatever the first says, so that the time taken tells nothing.
        return Equal(own, shown) | Equal(master, shown);
    }

    private static bool Equal(byte[]? key, byte[] shown) => key is not null && CryptographicOperations.FixedTimeEquals(key, shown);

    /// <summary>Digests have one length, so that comparing them does not tell how long the key is.</summary>
    private static byte[]? Digest(string? key) => string.IsNullOrEmpty(key) ? null : SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
