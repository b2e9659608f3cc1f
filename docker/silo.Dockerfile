# The all-in-one host (engine, storage, API) with the genuine Orleans packages. Build from the root of the tree:
#   docker build -f docker/silo.Dockerfile -t sungov-silo .
FROM mcr.microsoft.com/dotnet/sdk:10.0.100 AS build
ARG ENGINE=orleans
WORKDIR /src
COPY . .
RUN dotnet publish Silo/SunGov.Silo.csproj -c Release -p:SunGovEngine=${ENGINE} -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0.0
# The font that documents embed.
RUN apt-get update && apt-get install -y --no-install-recommends fonts-wqy-microhei && rm -rf /var/lib/apt/lists/*
RUN mkdir -p /data && chown app:app /data
USER app
WORKDIR /app
COPY --from=build /app .
ENV SUNGOV_DATA=/data
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["dotnet", "SunGov.Silo.dll", "--urls", "http://0.0.0.0:8080"]
