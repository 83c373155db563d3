# docker build -f infra/containers/azure.Dockerfile -t autocura-cognitiva/functions .      (from the root of the repository)
# The build for Azure Functions, against the real packages, in Microsoft's host for isolated workers.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY Directory.Build.props Directory.Packages.props global.json host.json .editorconfig ./
COPY functions functions
RUN dotnet publish functions -c Release -p:AutocuraRuntime=azure -o /app

FROM mcr.microsoft.com/azure-functions/dotnet-isolated:4-dotnet-isolated10.0
ENV AzureWebJobsScriptRoot=/home/site/wwwroot \
    AzureFunctionsJobHost__Logging__Console__IsEnabled=true \
    FUNCTIONS_WORKER_RUNTIME=dotnet-isolated \
    ASPNETCORE_URLS=http://+:8080 \
    HOME=/tmp
COPY --from=build --chown=1000:1000 /app /home/site/wwwroot
EXPOSE 8080
USER 1000:1000
# The page of the app itself: it answers when the host has started. Kubernetes asks by probes of its own.
HEALTHCHECK --interval=30s --timeout=5s --start-period=90s --retries=3 CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' [234]'"]
