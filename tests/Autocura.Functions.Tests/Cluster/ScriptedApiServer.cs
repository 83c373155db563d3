using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Autocura.Functions.Tests.Cluster;

/// <summary>An API server over TLS that answers as the test says, request by request; the last answer is given again and again.</summary>
internal sealed class ScriptedApiServer : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autocura-api-");
    private readonly ConcurrentQueue<RequestDelegate> script = new();
    private readonly WebApplication server;
    private RequestDelegate last = Ok();

    private ScriptedApiServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(Certificate())));
        server = builder.Build();
        server.Run(AnswerAsync);
    }

    /// <summary>What was asked, in order: "GET /api/v1/pods HTTP/2".</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Headers of the latest request.</summary>
    public IHeaderDictionary Headers { get; private set; } = new HeaderDictionary();

    public string Kubeconfig => Path.Combine(folder.FullName, "kubeconfig");

    public static async Task<ScriptedApiServer> StartAsync(string cluster = "")
    {
        var started = new ScriptedApiServer();
        await started.server.StartAsync();
        await File.WriteAllTextAsync(started.Kubeconfig, $$"""
            current-context: c
            contexts: [{ name: c, context: { cluster: k, user: u } }]
            clusters: [{ name: k, cluster: { server: "{{started.server.Urls.Single()}}", insecure-skip-tls-verify: true{{cluster}} } }]
            users: [{ name: u, user: { token: secret } }]
            """);
        return started;
    }

    public static RequestDelegate Ok(string json = "{}") => http => http.Response.WriteAsync(json);

    public static RequestDelegate Refuse(int code, string? retryAfter = null, string body = "") => http =>
    {
        http.Response.StatusCode = code;
        http.Response.Headers.RetryAfter = retryAfter;
        return http.Response.WriteAsync(body);
    };

    public static RequestDelegate Reset() => http =>
    {
        http.Abort();
        return Task.CompletedTask;
    };

    public void Answer(params RequestDelegate[] answers)
    {
        foreach (var answer in answers)
        {
            script.Enqueue(answer);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private Task AnswerAsync(HttpContext http)
    {
        Headers = http.Request.Headers;
        Asked.Enqueue($"{http.Request.Method} {http.Request.Path} {http.Request.Protocol}");
        if (script.TryDequeue(out var next))
        {
            last = next;
        }

        return last(http);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=api", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2049, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
