# The all-in-one host (engine, storage, API) with the genuine Orleans packages, and the tools (verify, admin, ...) in
# /tools. Build from the root of the tree:
#   docker build -f docker/silo.Dockerfile -t sungov-silo .
FROM mcr.microsoft.com/dotnet/sdk:10.0.100 AS build
ARG ENGINE=orleans
WORKDIR /src
COPY . .
RUN dotnet publish Silo/SunGov.Silo.csproj -c Release -p:SunGovEngine=${ENGINE} -o /app \
    && dotnet publish Tools/SunGov.Tools.csproj -c Release -p:SunGovEngine=${ENGINE} -o /tools

FROM mcr.microsoft.com/dotnet/aspnet:10.0.0
# The font that documents embed.
RUN apt-get update && apt-get install -y --no-install-recommends fonts-wqy-microhei && rm -rf /var/lib/apt/lists/*
RUN mkdir -p /data && chown app:app /data
USER app
WORKDIR /app
COPY --from=build /app .
COPY --from=build /tools /tools
ENV SUNGOV_DATA=/data
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["dotnet", "SunGov.Silo.dll", "--urls", "http://0.0.0.0:8080"]
