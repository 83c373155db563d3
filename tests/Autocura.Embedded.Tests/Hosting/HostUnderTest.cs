using System.Net;
using Autocura.Embedded.Hosting;
using Autocura.Embedded.Hosting.Settings;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Embedded.Tests.Hosting;

/// <summary>A function host on a free port with a folder of its own, serving the function classes that a test names.</summary>
internal sealed class HostUnderTest : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly bool ownsFolder;

    private HostUnderTest(FunctionHost host, DirectoryInfo folder, bool ownsFolder)
    {
        Host = host;
        this.folder = folder;
        this.ownsFolder = ownsFolder;
        Http = new HttpClient { BaseAddress = host.Url };
    }

    public FunctionHost Host { get; }

    public HttpClient Http { get; }

    public T Service<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    public static async Task<HostUnderTest> StartAsync(Setup setup, params Type[] functionTypes)
    {
        var folder = setup.Folder ?? Directory.CreateTempSubdirectory("autocura-host-");
        var host = await FunctionHost.StartAsync(
            new FunctionHostOptions
            {
                FunctionTypes = functionTypes,
                Port = ReservedPort.Take(IPAddress.Loopback, 0),
                DataFolder = folder.FullName,
                HostFile = setup.HostFile,
                Settings = setup.Settings,
                UseEnvironment = false,
                Loggers = setup.Loggers,
                Configure = setup.Configure,
                Routes = setup.Routes,
            },
            setup.Time);
        return new HostUnderTest(host, folder, ownsFolder: setup.Folder is null);
    }

    public static Task<HostUnderTest> StartAsync(params Type[] functionTypes) => StartAsync(new Setup(), functionTypes);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
        if (ownsFolder) folder.Delete(recursive: true);
    }

    /// <summary>What a test asks of the host beyond its functions.</summary>
    internal sealed record Setup
    {
        public Dictionary<string, string?> Settings { get; init; } = [];

        public HostFile HostFile { get; init; } = new() { RoutePrefix = "" };

        public Action<FunctionsApplicationBuilder> Configure { get; init; } = _ => { };

        public Action<IEndpointRouteBuilder> Routes { get; init; } = _ => { };

        public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

        public TimeProvider Time { get; init; } = TimeProvider.System;

        /// <summary>A folder that outlives the host; the test deletes it.</summary>
        public DirectoryInfo? Folder { get; init; }
    }
}
