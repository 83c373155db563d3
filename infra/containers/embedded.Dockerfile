# docker build -f infra/containers/embedded.Dockerfile -t autocura-cognitiva/embedded .      (from the root of the repository)
# docker run --rm -p 127.0.0.1:7071:7071 -v autocura:/data -e Host__Keys__Function=... -e Host__Keys__Master=... -e Host__Keys__Durable=... autocura-cognitiva/embedded
# The whole system in one process: its own durable engine, and a simulated cluster unless --kubeconfig names a real one.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY Directory.Build.props Directory.Packages.props global.json host.json .editorconfig ./
COPY functions functions
COPY embedded embedded
COPY infra/kubernetes infra/kubernetes
COPY infra/monitoring infra/monitoring
RUN dotnet publish embedded -c Release -o /app -p:UseAppHost=false && mkdir /data

# No shell, no package manager.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
WORKDIR /app
COPY --from=build /app .
COPY --from=build --chown=1000:1000 /data /data
ENV DOTNET_EnableDiagnostics=0
EXPOSE 7071
VOLUME /data
USER 1000:1000
# Asks the host whether it lives, by the program itself: there is nothing else in the image that could.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 CMD ["dotnet", "Autocura.Embedded.dll", "health", "--url", "http://127.0.0.1:7071"]
ENTRYPOINT ["dotnet", "Autocura.Embedded.dll"]
CMD ["--no-demo", "--address", "0.0.0.0", "--data", "/data"]
