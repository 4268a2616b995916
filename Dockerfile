# One image for every process of Tidemark; the command says which one runs.

# Only what npm needs to know: as long as none of it changes, the packages below are taken from the cache.
FROM node:24-slim AS manifests
WORKDIR /tidemark
COPY . .
RUN find . -type f ! -name package.json ! -name package-lock.json ! -name .npmrc -delete && find . -type d -empty -delete

FROM node:24-slim AS production-packages
WORKDIR /tidemark
COPY --from=manifests /tidemark .
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts

FROM node:24-slim AS build
WORKDIR /tidemark
COPY --from=manifests /tidemark .
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts
COPY . .
RUN node tools/build.mjs \
  && mkdir /built \
  && cp --recursive --parents apps/*/package.json apps/*/dist libs/*/package.json libs/*/dist migrations/package.json migrations/dist /built

FROM node:24-slim
ENV NODE_ENV=production
# No code out of strings, no prototype by the back door; and errors that name the lines we wrote.
ENV NODE_OPTIONS="--disallow-code-generation-from-strings --disable-proto=throw --enable-source-maps"
# A volume that is mounted here for the first time belongs to the user who writes the secrets into it.
RUN install --directory --owner=node --group=node /var/lib/tidemark
WORKDIR /tidemark
COPY --from=production-packages /tidemark/node_modules node_modules
COPY --from=build /built .
USER node
EXPOSE 4280
CMD ["node", "apps/gateway/dist/main.js"]
