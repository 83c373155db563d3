using System.Net;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Admission;
using Autocura.Embedded.Cluster.Authentication;
using Autocura.Embedded.Cluster.Authorization;
using Autocura.Embedded.Cluster.Faults;
using Autocura.Embedded.Cluster.Routes;
using Autocura.Embedded.Cluster.Tls;
using Autocura.Embedded.Cluster.Usage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Cluster;

/// <summary>Where the simulated API server listens and keeps its files.</summary>
public sealed record ClusterServerOptions
{
    /// <summary>Port on 127.0.0.1; 0 takes any that is free.</summary>
    public int Port { get; init; } = 7072;

    /// <summary>Folder for the kubeconfig and the certificates.</summary>
    public required string DataFolder { get; init; }
}

/// <summary>The simulated Kubernetes API server: HTTPS on loopback, with a kubeconfig for kubectl and every other client.</summary>
public sealed class ClusterServer : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);
    private readonly WebApplication app;
    private readonly IReadOnlyList<IDisposable> parts;
    private readonly ServiceAccountTokens accounts;
    private RequestTally arrived = new();

    private ClusterServer(WebApplication app, IReadOnlyList<IDisposable> parts, ClusterServerOptions options, ServiceAccountTokens accounts)
    {
        this.accounts = accounts;
        this.app = app;
        this.parts = parts;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        KubeconfigPath = Path.Combine(Path.GetFullPath(options.DataFolder), "kubeconfig");
    }

    /// <summary>Where it listens, such as <c>https://127.0.0.1:7072</c>.</summary>
    public Uri Address { get; }

    /// <summary>The kubeconfig written for this cluster.</summary>
    public string KubeconfigPath { get; }

    /// <summary>The administrator's bearer token.</summary>
    public required string Token { get; init; }

    /// <summary>The certificate authority clients must trust, as PEM.</summary>
    public required string AuthorityPem { get; init; }

    /// <summary>Makes requests fail on demand.</summary>
    public required FaultInjector Faults { get; init; }

    /// <summary>Requests that have arrived since it started.</summary>
    public long Requests => arrived.Count;

    /// <summary>
    /// Starts the server on a store, which stays the caller's. The cluster's own namespaces and the bundled custom resource
    /// definitions are created where absent.
    /// </summary>
    public static async Task<ClusterServer> StartAsync(
        ClusterServerOptions options, ObjectStore store, NodeReports nodes, TimeProvider time, CancellationToken cancellationToken = default)
    {
        var pki = Path.Combine(options.DataFolder, "pki");
        var certificates = ClusterCertificates.LoadOrCreate(pki);
        var token = Kubeconfig.LoadOrCreateToken(pki);
        IReadOnlyList<IDisposable> parts =
            [new CustomResources(store), new QuotaStatus(store), new AggregatedRoles(store), new Bootstrap(store, time, certificates.AuthorityPem), certificates];
        var tokens = new ServiceAccountTokens(new JsonWebToken(certificates.TokenKey), store, time);
        var authenticator = new Authenticator(token, tokens, new ClientCertificates(certificates.Authority));
        var faults = new FaultInjector(store, time);
        var app = Build(options, certificates);
        var arrived = new RequestTally();
        app.Use(arrived.InvokeAsync);
        app.Use(faults.InvokeAsync);
        app.Run(new ApiRouter(new(store, tokens, authenticator, faults), nodes, time, app.Logger).RouteAsync);
        await app.StartAsync(cancellationToken);
        var server = new ClusterServer(app, parts, options, tokens) { Token = token, AuthorityPem = certificates.AuthorityPem, Faults = faults, arrived = arrived };
        Kubeconfig.Write(
            server.KubeconfigPath,
            server.Address,
            certificates.AuthorityPem,
            new("autocura", UserIdentity.Administrator.Name) { Token = token },
            new("autocura-certificate", $"{UserIdentity.Administrator.Name}-certificate") { Certificate = certificates.Administrator });
        return server;
    }

    /// <summary>Writes the kubeconfig of a service account beside that of the administrator, with a token that lasts as long as the account, and returns its path.</summary>
    public string WriteKubeconfig(JsonObject account)
    {
        var name = new ServiceAccountName(account.Namespace()!, account.Name());
        var path = Path.Combine(Path.GetDirectoryName(KubeconfigPath)!, $"kubeconfig-{name.Name}");
        var token = accounts.Issue(account, [ServiceAccountTokens.Issuer], DateTimeOffset.MaxValue, boundTo: null);
        Kubeconfig.Write(path, Address, AuthorityPem, new KubeconfigUser(name.Name, name.Name) { Token = token });
        return path;
    }

    /// <summary>Ends watches and log streams, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        foreach (var part in parts)
        {
            part.Dispose();
        }
    }

    private static WebApplication Build(ClusterServerOptions options, ClusterCertificates certificates)
    {
        // Empty: the usual builders read settings of the working folder and watch all that lies below it, the databases among it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.UseHttps(https =>
            {
                https.ServerCertificate = certificates.Server;

                // Whose certificate it is is judged with the rest of who asks, so that a wrong one is answered with a Status.
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            }));
        });
        return builder.Build();
    }
}
