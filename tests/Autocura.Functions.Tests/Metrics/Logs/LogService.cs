using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Autocura.Functions.Tests.Metrics.Logs;

/// <summary>A service that answers every query with the same, over TLS as Azure's clients insist, and remembers what it was asked.</summary>
internal sealed class LogService : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly X509Certificate2 certificate;
    private readonly ConcurrentQueue<AskedQuery> asked = new();

    private LogService(string answer, int status)
    {
        certificate = SelfSigned();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        app = builder.Build();
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var headers = context.Request.Headers;
            asked.Enqueue(new AskedQuery(context.Request.Path, headers.Authorization.ToString(), headers["Prefer"].ToString(), await reader.ReadToEndAsync()));
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(answer);
        });
        Client = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, theirs, _, _) => theirs is not null && theirs.GetCertHashString() == certificate.Thumbprint } });
    }

    public string Address => app.Urls.Single();

    public HttpClient Client { get; }

    public IReadOnlyCollection<AskedQuery> Asked => asked;

    public static async Task<LogService> StartAsync(string answer, int status = 200)
    {
        var service = new LogService(answer, status);
        await service.app.StartAsync();
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        certificate.Dispose();
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }
}

/// <summary>One query as it arrived.</summary>
internal sealed record AskedQuery(string Path, string Authorization, string Prefer, string Body);
