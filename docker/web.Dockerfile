# The built web behind nginx, which passes everything of the API on to the host. Build from the root of the tree:
#   docker build -f docker/web.Dockerfile -t sungov-web .
FROM node:20.19.0-bookworm AS build
WORKDIR /src
COPY Api/openapi.json Api/openapi.json
COPY Web Web
WORKDIR /src/Web
RUN npm ci --no-audit --no-fund && npm run build

FROM nginx:1.28.0
COPY docker/web.headers /etc/nginx/web.headers
COPY docker/web.conf /etc/nginx/conf.d/default.conf
COPY --from=build /src/Web/dist /usr/share/nginx/html
EXPOSE 80
